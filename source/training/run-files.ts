import {Buffer} from 'node:buffer';
import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import type {FrameworkName} from '../domain/framework.ts';
import type {Checkpoint} from '../domain/run.ts';
import {readFileStart, readTextFile} from '../files/regular-file.ts';

/** A small file of a run directory, with the time of its last change in milliseconds since 1970. */
export type RunFile = {
	readonly text: string;
	readonly modifiedAt: number;
};

/** What the directory of a run holds. */
export type RunFiles = {
	/** Results.csv; results.txt of YOLOv5 up to v5.0. */
	readonly results?: RunFile;
	/** Opt.yaml (YOLOv5) or args.yaml (Ultralytics). */
	readonly settings?: RunFile & {readonly framework?: FrameworkName};
	readonly checkpoints: readonly Checkpoint[];
	/** When results.png was drawn: the frameworks draw it after the last epoch. */
	readonly plottedAt?: number;
	/**
	Whether last.pt holds no optimizer any more, which is the last thing that a framework does to it; undefined when
	there is none.
	*/
	readonly isStripped?: boolean;
};

/** A results.csv of a million epochs is smaller. */
const maxTextBytes = 67_108_864;

/** The list of tensors is at the start of a checkpoint and holds no weights: 1 MB for the largest models. */
const checkpointHeadBytes = 4_194_304;

/** Reads a small text file again only after its time or size changed; undefined when it cannot be read. */
function createTextReader(file: string): () => Promise<RunFile | undefined> {
	let key = '';
	let value: RunFile | undefined;
	return async () => {
		try {
			const {size, mtimeMs} = await stat(file);
			if (key !== `${size} ${mtimeMs}`) {
				value = {text: await readTextFile(file, maxTextBytes), modifiedAt: mtimeMs};
				key = `${size} ${mtimeMs}`;
			}

			return value;
		} catch {
			return undefined;
		}
	};
}

async function listCheckpoints(directory: string): Promise<Checkpoint[]> {
	const folder = path.join(directory, 'weights');
	const names = await readdir(folder).catch((): string[] => []);
	const checkpoints = await Promise.all(names.filter(name => name.endsWith('.pt')).map(async (name): Promise<Checkpoint | undefined> => {
		const file = path.join(folder, name);
		const facts = await stat(file).catch(() => undefined);
		return facts && {
			name, path: file, sizeBytes: facts.size, writtenAt: facts.mtimeMs,
		};
	}));
	return checkpoints.filter(checkpoint => checkpoint !== undefined).toSorted((a, b) => a.name.localeCompare(b.name));
}

/**
Whether a checkpoint was stripped of its optimizer. A state of any optimizer of PyTorch has a key `param_groups`.
Source: strip_optimizer of YOLOv5 and Ultralytics; torch.save writes the pickled keys first.
*/
async function isStrippedCheckpoint({path: file, sizeBytes}: Checkpoint): Promise<boolean | undefined> {
	if (sizeBytes === undefined || sizeBytes === 0) {
		return undefined;
	}

	try {
		return !Buffer.from(await readFileStart(file, checkpointHeadBytes)).includes('param_groups');
	} catch {
		return undefined;
	}
}

/**
A reader of one run directory that opens a file again only after it changed. A file that cannot be read counts as absent.
*/
export function createRunFilesReader(directory: string): () => Promise<RunFiles> {
	const readers = ['results.csv', 'results.txt', 'opt.yaml', 'args.yaml'].map(name => createTextReader(path.join(directory, name)));
	let stripped: {readonly key: string; readonly value: boolean | undefined} | undefined;
	return async () => {
		const [table, text, opt, args] = await Promise.all(readers.map(async read => read()));
		const [checkpoints, plot] = await Promise.all([
			listCheckpoints(directory),
			stat(path.join(directory, 'results.png')).catch(() => undefined),
		]);
		const last = checkpoints.find(({name}) => name === 'last.pt');
		if (last !== undefined) {
			const key = `${last.sizeBytes} ${last.writtenAt}`;
			if (stripped?.key !== key) {
				stripped = {key, value: await isStrippedCheckpoint(last)};
			}
		}

		const results = table ?? text;
		const settings = opt === undefined ? args && {...args, framework: 'ultralytics' as const} : {...opt, framework: 'yolov5' as const};
		return {
			...(results !== undefined && {results}),
			...(settings !== undefined && {settings}),
			checkpoints,
			...(plot !== undefined && {plottedAt: plot.mtimeMs}),
			...(last !== undefined && stripped?.value !== undefined && {isStripped: stripped.value}),
		};
	};
}

/** Whether a directory is that of a run: what the frameworks write there when a training begins. */
export async function isRunDirectory(directory: string): Promise<boolean> {
	const names = await readdir(directory).catch((): string[] => []);
	return ['results.csv', 'results.txt', 'opt.yaml', 'args.yaml', 'weights'].some(name => names.includes(name));
}
