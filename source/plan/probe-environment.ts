/** Where the files of the probe are in a container. */
export const probeDirectory = '/yolotop-probe';

/** How a training comes to have the probe: see `is_meant` in probe/sitecustomize.py. */
export type ProbeKind = 'container' | 'exec';

const pathVariable = 'PYTHONPATH';
const kindVariable = 'YOLOTOP_PROBE';

/** The directory of the probe first; what a person or an image has there comes behind it. An empty part would be the working directory. */
export function pythonPathWith(directory: string, given: string | undefined): string {
	const rest = (given ?? '').split(':').filter(part => part !== directory).join(':');
	return rest === '' ? directory : `${directory}:${rest}`;
}

const nameOf = (variable: string): string => variable.split('=', 1)[0]!;

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
