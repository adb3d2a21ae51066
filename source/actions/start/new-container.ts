import {posix} from 'node:path';
import {shells} from '../../training/program-names.ts';
import {withMemory} from '../../plan/clone-plan.ts';
import {parseGpuSpec} from '../../plan/gpu-spec.ts';
import type {LaunchPlan} from '../../plan/launch-plan.ts';
import {mountOf} from '../../plan/mount-of.ts';
import type {SettingsChange} from '../resume/resume-command.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';

/** A container whose first process is a shell that waits for a person: it lives again when it is started again. */
export function isIdleShell({command, hasTerminal, hasOpenStdin}: ContainerDetails): boolean {
	return hasTerminal && hasOpenStdin && command.length <= 3 && shells.has(posix.basename(command[0] ?? '')) && !command.includes('-c');
}

/** A free name that says where the container comes from and what it is for. */
export async function freeName(engine: Engine, name: string, ending: 'resume' | 'restart' | 'val' | 'detect'): Promise<string> {
	const containers = await engine.listContainers({isAll: true});
	const taken = new Set(containers.map(container => container.name));
	const endings = ending === 'resume' || ending === 'restart' ? 'resume|restart' : ending;
	const base = `${name.replace(new RegExp(String.raw`-(?:${endings})\d*$`), '')}-${ending}`;
	let candidate = base;
	for (let number = 2; taken.has(candidate); number++) {
		candidate = `${base}${number}`;
	}

	return candidate;
}

/** The image of a container by the name that a person knows, as long as that still means the same image; else by its digest. */
export async function namedImage(engine: Engine, {image, imageId}: Pick<ContainerDetails, 'image' | 'imageId'>): Promise<string> {
	const named = await engine.inspectImage(image).catch(() => undefined);
	return named?.id === imageId ? image : imageId;
}

/** A plan with other resources of the container, as far as they are asked for. */
export function withResources(plan: LaunchPlan, {shmSizeBytes, memoryBytes, gpus}: SettingsChange): LaunchPlan {
	return {
		...plan,
		...(shmSizeBytes !== undefined && {shmSizeBytes}),
		...(memoryBytes !== undefined && withMemory(plan, memoryBytes)),
		...(gpus !== undefined && {gpus: parseGpuSpec(gpus)}),
	};
}

/** What of the old container's writable layer the new one needs: the run where one is named, and the program where it is there as well. */
export async function pathsToCarry(engine: Engine, details: ContainerDetails, plan: LaunchPlan, {runDirectory, directory, script}: {readonly runDirectory: string | undefined; readonly directory: string; readonly script: string | undefined}): Promise<string[]> {
	const isOwn = (path: string) => mountOf(plan.mounts, path) === undefined;
	const changed = new Set(await engine.listChangedPaths(details.id).catch(() => []));
	const program = script === undefined ? undefined : posix.resolve(directory, script);
	const programs = program !== undefined && isOwn(program) && changed.has(program) ? ownPaths(directory, changed, plan.mounts) : [];
	const runs = runDirectory !== undefined && isOwn(runDirectory) && programs.every(path => !runDirectory.startsWith(`${path}/`)) ? [runDirectory] : [];
	return [...programs, ...runs];
}

/** A directory of the writable layer without what is mounted below it: as a whole, or what has changed in it piece by piece. */
function ownPaths(directory: string, changed: ReadonlySet<string>, mounts: LaunchPlan['mounts']): string[] {
	const isAbove = (path: string) => mounts.some(({target}) => target === path || target.startsWith(`${path}/`));
	if (!isAbove(directory)) {
		return [directory];
	}

	const lead = directory === '/' ? '/' : `${directory}/`;
	const children = [...changed].filter(path => path.startsWith(lead) && !path.slice(lead.length).includes('/'));
	return children.filter(path => mountOf(mounts, path) === undefined).flatMap(path => ownPaths(path, changed, mounts));
}
