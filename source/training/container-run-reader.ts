import path from 'node:path';
import {Buffer} from 'node:buffer';
import type {Checkpoint} from '../domain/run.ts';
import type {Engine} from '../engine/engine.ts';
import type {RunFile, RunFiles} from './run-files.ts';

/** A thousand epochs are 300 kB. */
const longestFileBytes = 8 * 1024 * 1024;

const checkpointNames = ['best.pt', 'last.pt'] as const;

/** Exits 0 when the head of a checkpoint, where the names of its parts stand, names an optimizer. */
const optimizerScript = 'head -c 4194304 "$1" | grep -q param_groups';

/** Reads the files of one run directory of a container; what has not changed is not fetched again. */
export type ContainerRunReader = {
	read(signal: AbortSignal): Promise<RunFiles>;
	/** Whether last.pt holds no optimizer any more: one program in a running container. Undefined when it cannot be told. */
	isStripped(signal: AbortSignal): Promise<boolean | undefined>;
};

/** `directory` is absolute. A file that is missing counts as absent; an engine that is away makes it reject. */
export function createContainerRunReader(engine: Engine, container: string, directory: string): ContainerRunReader {
	const known = new Map<string, {readonly key: string; readonly file: RunFile}>();
	const stat = async (name: string, signal: AbortSignal) => engine.statFile(container, path.posix.join(directory, name), {signal});

	async function text(name: string, signal: AbortSignal): Promise<RunFile | undefined> {
		const facts = await stat(name, signal);
		if (facts === undefined) {
			return undefined;
		}

		const key = `${facts.modifiedAt} ${facts.sizeBytes}`;
		const last = known.get(name);
		if (last?.key === key) {
			return last.file;
		}

		const bytes = await engine.readFile(container, path.posix.join(directory, name), {signal, maxBytes: longestFileBytes});
		if (bytes === undefined) {
			return undefined;
		}

		const file = {text: Buffer.from(bytes).toString('utf8'), modifiedAt: facts.modifiedAt};
		known.set(name, {key, file});
		return file;
	}

	async function checkpoint(name: string, signal: AbortSignal): Promise<Checkpoint | undefined> {
		const file = path.posix.join('weights', name);
		const facts = await stat(file, signal);
		return facts && {
			name, path: path.posix.join(directory, file), sizeBytes: facts.sizeBytes, writtenAt: facts.modifiedAt,
		};
	}

	return {
		async read(signal) {
			const [table, opt, args, plot, ...checkpoints] = await Promise.all([
				text('results.csv', signal),
				text('opt.yaml', signal),
				text('args.yaml', signal),
				stat('results.png', signal),
				...checkpointNames.map(async name => checkpoint(name, signal)),
			]);
			const settings = opt === undefined ? args && {...args, framework: 'ultralytics' as const} : {...opt, framework: 'yolov5' as const};
			// The table of YOLOv5 up to v5.0.
			const results = table ?? await text('results.txt', signal);
			return {
				...(results !== undefined && {results}),
				...(settings !== undefined && {settings}),
				...(plot !== undefined && {plottedAt: plot.modifiedAt}),
				checkpoints: checkpoints.filter(found => found !== undefined),
			};
		},
		async isStripped(signal) {
			try {
				const file = path.posix.join(directory, 'weights', 'last.pt');
				const {exitCode} = await engine.exec(container, ['/bin/sh', '-c', optimizerScript, 'sh', file], {signal});
				return exitCode === 1 && await stat('weights/last.pt', signal) !== undefined ? true : (exitCode === 0 ? false : undefined);
			} catch {
				signal.throwIfAborted();
				return undefined;
			}
		},
	};
}
