import type {SamplerFailure, SamplerFailureCode} from '../domain/sample.ts';
import {UserError, type ErrorCode} from '../domain/user-error.ts';

/** A sampler could not read; the failure says why. */
export class SamplerError extends Error {
	readonly failure: SamplerFailure;

	constructor(failure: SamplerFailure) {
		super(`${failure.code} ${failure.detail ?? ''}`);
		this.name = 'SamplerError';
		this.failure = failure;
	}
}

const byErrorCode: Readonly<Partial<Record<ErrorCode, SamplerFailureCode>>> = {
	'engine-timeout': 'no-answer',
	'container-not-found': 'container-not-running',
	'container-not-running': 'container-not-running',
	'container-is-paused': 'container-not-running',
};

/** What an error of a sampler or of the engine means for the person. */
export function toSamplerFailure(error: unknown): SamplerFailure {
	if (error instanceof SamplerError) {
		return error.failure;
	}

	if (error instanceof UserError) {
		const code = byErrorCode[error.code] ?? 'other';
		// The name of the container is what is looked at; it explains nothing.
		const detail = code === 'container-not-running' ? '' : Object.values(error.values).join(': ').slice(0, 300);
		return {code, ...(detail !== '' && {detail})};
	}

	return {code: 'other', detail: (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!.slice(0, 300)};
}
