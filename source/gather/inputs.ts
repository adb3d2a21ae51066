import {
	access,
	lstat,
	opendir,
} from 'node:fs/promises';
import path from 'node:path';
import {traitsOf} from '../domain/framework.ts';
import {
	isAddress,
	isPackagedDescription,
	isReleasedModel,
	searchedDirectories,
} from '../training/framework-files.ts';
import type {LaunchPlan} from '../plan/launch-plan.ts';
import {hostPathOf} from '../plan/mount-of.ts';
import type {TrainingCommand} from '../training/training-program.ts';
import type {InputFact} from '../checks/preflight/preflight-facts.ts';

/** A directory below data/ may hold the images themselves: then the search is given up, and nothing is known. */
const maxEntries = 5000;
const maxDepth = 8;

/** Whether a file can be looked at, or is at least there as a link, whose target may exist in the container alone. */
export async function isThere(file: string): Promise<boolean> {
	try {
		await access(file);
		return true;
	} catch (error) {
		// A directory that may not be looked into says nothing.
		return ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '') || isLink(file);
	}
}

async function isLink(file: string): Promise<boolean> {
	try {
		const stats = await lstat(file);
		return stats.isSymbolicLink();
	} catch {
		return false;
	}
}

/** How many files of a name are below a directory; undefined where it holds too much to look. The directory need not exist. */
async function countBelow(directory: string, name: string): Promise<number | undefined> {
	const ending = `/${path.posix.normalize(name)}`;
	const waiting = [{at: directory, depth: 0}];
	let found = 0;
	let seen = 0;
	for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
		try {
			for await (const entry of await opendir(next.at)) {
				seen++;
				const file = path.join(next.at, entry.name);
				if (seen > maxEntries || (next.depth >= maxDepth && entry.isDirectory())) {
					return undefined;
				}

				found += Number(file.endsWith(ending));
				if ((entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith('.')) {
					waiting.push({at: file, depth: next.depth + 1});
				}
			}
		} catch {
			// No directory, or none that may be looked into.
		}
	}

	return found;
}

type Named = Pick<InputFact, 'role' | 'path'>;

/** The files that the command itself names; a resume takes the others from its run directory. */
function namedInputs({framework, options}: TrainingCommand): readonly Named[] {
	const {data, cfg, hyp, weights, model, resume} = options;
	const {resumeOption, hasModelDescription} = traitsOf(framework);
	const isResume = resume !== undefined && resume.toLowerCase() !== 'false';
	const named: ReadonlyArray<readonly [InputFact['role'], string | undefined]> = isResume
		? [['resume', options[resumeOption]]]
		: [['data', data], ['cfg', hasModelDescription ? cfg : undefined], ['hyp', hyp], ['weights', weights ?? model]];
	return named.flatMap(([role, value]) => value !== undefined && /\.(?:ya?ml|pt|pth)$/i.test(value) && !isAddress(value) ? [{role, path: value}] : []);
}

async function findInput(plan: LaunchPlan, training: TrainingCommand, directory: string, {role, path: name}: Named): Promise<InputFact[]> {
	const {framework} = training;
	const hostPath = hostPathOf(plan.mounts, path.posix.resolve(directory, name));
	if (hostPath === undefined || isPackagedDescription(name, framework)) {
		return [];
	}

	const fact = {role, path: name, hostPath};
	if (await isThere(hostPath)) {
		return [{...fact, isThere: true}];
	}

	const isYaml = /\.ya?ml$/i.test(name);
	if (!isYaml && role === 'weights' && isReleasedModel(name, framework)) {
		return [{...fact, isThere: false, isDownloaded: true}];
	}

	// Only a name that is not absolute is searched, and for weights nothing is.
	if (path.posix.isAbsolute(name) || !(isYaml || (role === 'resume' && traitsOf(framework).searchesCheckpoint))) {
		return [{...fact, isThere: false}];
	}

	const places = searchedDirectories(training, directory)?.map(place => hostPathOf(plan.mounts, place));
	const counts = await Promise.all((places ?? []).map(async place => place === undefined ? undefined : countBelow(place, name)));
	let matches: number | undefined = 0;
	for (const count of counts) {
		matches = count === undefined || matches === undefined ? undefined : matches + count;
	}

	if (places !== undefined && matches === undefined) {
		return [];
	}

	return [{
		...fact, isThere: matches === 1, searched: places?.map(place => place!) ?? [], ...(matches! > 1 && {matches}),
	}];
}

/**
Looks for the files that a training names, as its framework will: where the command starts, for YAML files also below data/, models/ and
utils/ of YOLOv5. What is in the image or in a volume of the engine cannot be looked at from here and is left out.
*/
export async function findInputs(plan: LaunchPlan, training: TrainingCommand | undefined, directory: string): Promise<readonly InputFact[]> {
	const found = await Promise.all((training === undefined ? [] : namedInputs(training)).map(async named => findInput(plan, training!, directory, named)));
	return found.flat();
}

/**
Whether the font is there with which YOLOv5 writes class names, and without which it ends before the first epoch where it cannot be
downloaded; undefined where nobody asks for it or it cannot be looked for. A missing one may still be in the image.
Source: check_font and user_config_dir in utils/general.py of YOLOv5 v6.0 to master.
*/
export async function hasFont(plan: LaunchPlan, training: TrainingCommand | undefined, directory: string): Promise<boolean | undefined> {
	if (training === undefined || !traitsOf(training.framework).needsFont || training.task === 'classify') {
		return undefined;
	}

	const configured = plan.environment.find(entry => entry.startsWith('YOLOV5_CONFIG_DIR='))?.slice('YOLOV5_CONFIG_DIR='.length);
	const folders = [directory, ...(configured === undefined ? ['/root/.config/Ultralytics', '/tmp/Ultralytics'] : [path.posix.resolve(directory, configured)])];
	const files = folders.flatMap(folder => ['Arial.ttf', 'Arial.Unicode.ttf'].flatMap(name => hostPathOf(plan.mounts, path.posix.join(folder, name)) ?? []));
	const found = await Promise.all(files.map(async file => isThere(file)));
	return found.includes(true);
}
