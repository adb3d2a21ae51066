import type {RuleId} from '../domain/diagnosis.ts';
import type {Facts} from './facts.ts';
import {collectErrors, toEvidence} from './printed-errors.ts';

/**
The first text that matches among what the engine said of a container that could not start and what the output itself
holds, such as the shell's log of a `docker run`; undefined when none does.
*/
export function findEngineError({run, startError}: Facts, form: RegExp): string | undefined {
	const texts = [startError, run.container?.error, ...(run.errors ?? []).map(({text}) => text)];
	const found = texts.find(text => text !== undefined && form.test(text));
	return found === undefined ? undefined : toEvidence(found);
}

/** What nvidia-smi or a sampler said, or a notice of the output, when it matches. */
export function findGpuWords({run, gpuFailure}: Facts, form: RegExp): string | undefined {
	const texts = [gpuFailure?.detail, ...run.notices.map(({text}) => text), ...(run.errors ?? []).map(({text}) => text)];
	const found = texts.find(text => text !== undefined && form.test(text));
	return found === undefined ? undefined : toEvidence(found);
}

/** The rules that such words leave nothing to say to; a traceback only where they are an exception's and no mere warning before it. */
export function supersededByWords({run}: Facts, line: string, others: readonly RuleId[]): readonly RuleId[] {
	const isException = collectErrors(run).some(({exception, text}) => exception !== undefined && toEvidence(text) === line);
	return isException ? [...others, 'python-traceback'] : others;
}
