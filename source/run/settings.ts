import type {Settings} from '../domain/framework.ts';

/** Whether the process was asked to go on with an earlier run; the value is a path or a Python truth value. */
export function isResumeWanted({resume = ''}: Settings): boolean {
	return !/^(?:false|none|null)?$/i.test(resume);
}

/** Whether the process trains many generations of hyperparameters; the value is their number or a Python truth value. */
export function isEvolving({evolve = ''}: Settings): boolean {
	return !/^(?:false|none|null|0)?$/i.test(evolve);
}
