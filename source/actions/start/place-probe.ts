import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import type {ProbePlan} from '../../domain/probe.ts';
import type {Engine} from '../../engine/engine.ts';
import {stringsAt} from '../../engine/json-value.ts';
import {writeTar} from '../../engine/tar-writer.ts';
import type {LaunchPlan} from '../../plan/launch-plan.ts';
import {
	plannedVariables,
	planProbe,
	probeDirectory,
	withProbeVariables,
} from '../../plan/probe-environment.ts';

/** The text of the probe's Python files, by name. */
export type ProbeFiles = Readonly<Record<string, string>>;

/** How the probe gets into the container of a plan. `inherited` are the variables of its image; undefined where nobody can say them. */
export function planContainerProbe({environment, entrypoint = [], command, isReadOnly}: LaunchPlan, inherited: readonly string[] | undefined): ProbePlan {
	return inherited === undefined
		? {obstacle: 'image-unknown'}
		: planProbe({words: [...entrypoint, ...command], isReadOnly}, withProbeVariables(environment, inherited, 'container'));
}

/** How it gets into a program of `docker exec`; `answer` is that of inspect. */
export function planExecProbe(answer: unknown, {command, isReadOnly}: Pick<LaunchPlan, 'command' | 'isReadOnly'>): ProbePlan {
	return planProbe({words: command, isReadOnly}, withProbeVariables([], stringsAt(answer, 'Config', 'Env'), 'exec'));
}

/** The plan with the probe, as far as nothing is in its way. */
export function withProbe(plan: LaunchPlan, probe: ProbePlan | undefined): LaunchPlan {
	const variables = plannedVariables(probe);
	return variables.length === 0 ? plan : {...plan, environment: variables};
}

/** The variables that an image has; none for one that the engine does not have, undefined where it does not say them. */
export async function readImageVariables(engine: Engine, image: string, signal?: AbortSignal): Promise<readonly string[] | undefined> {
	try {
		const details = await engine.inspectImage(image, {signal});
		return details?.environment ?? [];
	} catch {
		signal?.throwIfAborted();
		return undefined;
	}
}

/**
Puts the probe into a container, whatever its state, and says whether it is there. It goes through the archive of the engine, which may be
another machine, where no mount leads to. A file system that takes nothing is no error: the training runs without.
*/
export async function isProbePlaced(engine: Engine, container: string, probe: ProbeFiles | undefined, signal?: AbortSignal): Promise<boolean> {
	if (probe === undefined) {
		return false;
	}

	const directory = probeDirectory.slice(1);
	try {
		await engine.putArchive(container, '/', writeTar([
			{kind: 'directory', path: directory},
			...Object.entries(probe).map(([name, text]) => ({
				kind: 'file' as const, path: posix.join(directory, name), content: Buffer.from(text), modifiedAt: Date.now(),
			})),
		]), {signal});
		return true;
	} catch {
		signal?.throwIfAborted();
		return false;
	}
}
