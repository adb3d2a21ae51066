import type {PreflightCode} from '../../text/preflight.ts';

/** What a check before the start has found, without words: those are in text/preflight by `code`. */
export type PreflightFinding = {
	/**
	An error stops the start, so only what the engine or this machine proves is one; a warning can be passed, a hint is only told.
	*/
	readonly level: 'error' | 'warning' | 'hint';
	readonly code: PreflightCode;
	readonly values: Readonly<Record<string, string>>;
};

export function error(code: PreflightCode, values: Readonly<Record<string, string>>): PreflightFinding[] {
	return [{level: 'error', code, values}];
}

export function warning(code: PreflightCode, values: Readonly<Record<string, string>>): PreflightFinding[] {
	return [{level: 'warning', code, values}];
}

export function hint(code: PreflightCode, values: Readonly<Record<string, string>>): PreflightFinding[] {
	return [{level: 'hint', code, values}];
}
