import path from 'node:path';
import type {Engine} from '../engine/engine.ts';
import {isTrainingCommand} from './training-command.ts';

/** A training that runs in a container, from the container's own /proc. */
export type ContainerTraining = {
	/** The real argv. */
	readonly command: readonly string[];
	/** Absolute path in the container. */
	readonly directory: string;
};

/**
Prints process id, working directory and argv of each process; needs sh, readlink and tr. The separators are characters that no
path and no argument holds.
*/
const listScript = [
	'for p in /proc/[0-9]*',
	'do [ -r "$p/cmdline" ] || continue',
	String.raw`printf '%s\t%s\t' "$p" "$(readlink "$p/cwd" 2>/dev/null)"`,
	String.raw`tr '\0\n' '\1 ' <"$p/cmdline" 2>/dev/null`,
	String.raw`printf '\n'`,
	'done',
].join('; ');

/** Newest first: the files that a framework writes when a training begins, below a project directory. */
const newestScript = 'ls -1dt "$1"/*/opt.yaml "$1"/*/args.yaml 2>/dev/null | head -n 1';

/** Where the frameworks put the runs of a project that was not named, relative to where they were started. */
const defaultProjects = ['runs/train', 'runs/train-seg', 'runs/train-cls', 'runs/detect', 'runs/segment', 'runs/classify', 'runs/pose', 'runs/obb'];

/**
The trainings that run in a container, by one short program inside it. Only for a container that runs; empty when the image has no
shell.
*/
export async function listContainerTrainings(engine: Engine, container: string, signal: AbortSignal): Promise<readonly ContainerTraining[]> {
	const {stdout} = await engine.exec(container, ['/bin/sh', '-c', listScript], {signal});
	return stdout.split('\n').flatMap(line => {
		const [, directory = '', argv = ''] = line.split('\t', 3);
		const command = argv.split('\u{1}').filter((word, index, words) => word !== '' || index < words.length - 1);
		return directory.startsWith('/') && isTrainingCommand(command.join(' ')) ? [{command, directory}] : [];
	});
}

/** The newest run directory below the project of a training whose output names none, as an absolute path. */
export async function findNewestRun(engine: Engine, container: string, {command, directory}: ContainerTraining, signal: AbortSignal): Promise<string | undefined> {
	for (const project of projectsOf(command)) {
		const {stdout} = await engine.exec(container, ['/bin/sh', '-c', newestScript, 'sh', path.posix.resolve(directory, project)], {signal});
		const file = stdout.trim();
		if (file.startsWith('/')) {
			return path.posix.dirname(file);
		}
	}

	return undefined;
}

/** `--project X`, `--project=X` or `project=X`, else where the frameworks write by themselves. */
function projectsOf(command: readonly string[]): readonly string[] {
	const index = command.findIndex(word => /^(?:--)?project(?:=|$)/.test(word));
	const word = command[index];
	if (word === undefined) {
		return defaultProjects;
	}

	const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : command[index + 1];
	return value === undefined || value === '' ? defaultProjects : [value];
}
