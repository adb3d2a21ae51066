import type {ProbePlan} from '../domain/probe.ts';
import {mask} from '../domain/secrets.ts';

/** Where the files of the probe are in a container. */
export const probeDirectory = '/yolotop-probe';

/** How a training comes to have the probe: see `is_meant` in probe/sitecustomize.py. */
export type ProbeKind = 'container' | 'exec';

const pathVariable = 'PYTHONPATH';
const kindVariable = 'YOLOTOP_PROBE';

/** The directory of the probe first; what a person or an image has there comes behind it. An empty part would be the working directory. */
export function pythonPathWith(directory: string, given: string | undefined, separator = ':'): string {
	const rest = (given ?? '').split(separator).filter(part => part !== directory).join(separator);
	return rest === '' ? directory : `${directory}${separator}${rest}`;
}

/** Of NAME=value. */
export const nameOf = (variable: string): string => variable.split('=', 1)[0]!;

const valueOf = (variables: readonly string[], name: string): string | undefined => variables.findLast(variable => nameOf(variable) === name)?.slice(name.length + 1);

/** Variables NAME=value with those of the probe; `inherited` are those that hold where they say nothing, of the image or of the container. */
export function withProbeVariables(variables: readonly string[], inherited: readonly string[], kind: ProbeKind): readonly string[] {
	const given = valueOf(variables, pathVariable) ?? valueOf(inherited, pathVariable);
	return [
		...variables.filter(variable => ![pathVariable, kindVariable].includes(nameOf(variable))),
		`${pathVariable}=${pythonPathWith(probeDirectory, given)}`,
		`${kindVariable}=${kind}`,
	];
}

/** Options of Python that take no value; E, I and S among them let it ignore PYTHONPATH or load nothing at its start. */
const isolating = /^-[BEIOPSVbdhiqsuvx]*[EIS]/;

/** Whether a command starts Python so that it loads no probe. What a script starts is not known. */
function isPythonIsolated(words: readonly string[]): boolean {
	const python = words.findIndex(word => /^(?:.*\/)?python[\d.]*$/.test(word));
	const options = python === -1 ? [] : words.slice(python + 1);
	const end = options.findIndex(word => !word.startsWith('-') || ['-c', '-m'].includes(word));
	return options.slice(0, end === -1 ? undefined : end).some(option => isolating.test(option));
}

export type ProbedProgram = {
	/** Program and arguments, with what comes before it. */
	readonly words: readonly string[];
	/** Whether the file system that the probe would be put into takes no files. */
	readonly isReadOnly?: boolean;
};

/** How the probe gets into a program that is going to be started; `variables` are those that it would have then. */
export function planProbe({words, isReadOnly = false}: ProbedProgram, variables: readonly string[]): ProbePlan {
	return isReadOnly ? {obstacle: 'read-only'} : (isPythonIsolated(words) ? {obstacle: 'python-isolated'} : {variables});
}

/** The variables with which the probe gets into a program; empty where it does not. */
export function plannedVariables(probe: ProbePlan | undefined): readonly string[] {
	return probe !== undefined && 'variables' in probe ? probe.variables : [];
}

/** Of variables NAME=value those of the probe, as they may be shown: what others have in the path is hidden. Empty where they are not those of a probe. */
export function shownProbeVariables(variables: readonly string[], separator = ':'): readonly string[] {
	const [path, kind] = [valueOf(variables, pathVariable), valueOf(variables, kindVariable)];
	if (path === undefined || kind === undefined) {
		return [];
	}

	const [own, ...others] = path.split(separator);
	return [`${pathVariable}=${[own, ...(others.length === 0 ? [] : [mask])].join(separator)}`, `${kindVariable}=${kind}`];
}

/** Whether the variables of a container are those of a training with the probe. */
export function hasProbeVariables(variables: readonly string[]): boolean {
	return valueOf(variables, kindVariable) !== undefined;
}

/** The variables as a person gave them: a container that is made once more is given the probe again, or not. */
export function withoutProbeVariables(variables: readonly string[]): readonly string[] {
	return variables.filter(variable => nameOf(variable) !== kindVariable).flatMap(variable => {
		if (nameOf(variable) !== pathVariable) {
			return [variable];
		}

		const given = variable.slice(pathVariable.length + 1);
		const rest = given.split(':').filter(part => part !== probeDirectory).join(':');
		return rest === '' && given !== '' ? [] : [`${pathVariable}=${rest}`];
	});
}
