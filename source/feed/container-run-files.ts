import path from 'node:path';
import {Buffer} from 'node:buffer';
import type {SourceEvent} from '../domain/event.ts';
import type {Checkpoint} from '../domain/run.ts';
import {toTask} from '../domain/task.ts';
import type {Engine, FileStat} from '../engine/engine.ts';
import {parseResultsCsv} from '../parse/results-csv.ts';
import {parseSettingsFile} from '../parse/settings-file.ts';

export type ContainerRunFiles = {
	/** Looks for changes; a file is fetched only when its time or size has changed. */
	poll(signal: AbortSignal): Promise<void>;
};

export type ContainerRunFilesOptions = {
	readonly engine: Engine;
	readonly container: string;
	/** Absolute path in the container. */
	readonly directory: string;
	/** As the framework printed it; what the events name. */
	readonly runDirectory: string;
	readonly onEvent: (event: SourceEvent) => void;
};

/** A thousand epochs are 300 kB. */
const longestFileBytes = 8 * 1024 * 1024;

/** By name, because the shapes overlap: YOLOv5 writes opt.yaml, Ultralytics args.yaml. */
const settingsFiles = {'opt.yaml': 'yolov5', 'args.yaml': 'ultralytics'} as const;

const checkpointNames = ['last.pt', 'best.pt'] as const;

/** The files of one run directory in a container: what they say, as events, when they change. */
export function createContainerRunFiles({engine, container, directory, runDirectory, onEvent}: ContainerRunFilesOptions): ContainerRunFiles {
	const seen = new Map<string, string>();

	/** The stat when the file has changed since the last look. */
	async function changed(name: string, signal: AbortSignal): Promise<FileStat | undefined> {
		const stat = await engine.statFile(container, path.posix.join(directory, name), {signal});
		const key = stat && `${stat.modifiedAt} ${stat.sizeBytes}`;
		if (stat === undefined || key === seen.get(name)) {
			return undefined;
		}

		seen.set(name, key!);
		return stat;
	}

	async function readText(name: string, signal: AbortSignal): Promise<string | undefined> {
		try {
			const bytes = await engine.readFile(container, path.posix.join(directory, name), {signal, maxBytes: longestFileBytes});
			return bytes && Buffer.from(bytes).toString('utf8');
		} catch (error) {
			// Read again at the next look.
			seen.delete(name);
			throw error;
		}
	}

	async function pollSettings(name: keyof typeof settingsFiles, signal: AbortSignal): Promise<SourceEvent | undefined> {
		const text = await changed(name, signal) && await readText(name, signal);
		const settings = text === undefined ? undefined : parseSettingsFile(text);
		return settings && {
			type: 'settings-read',
			settings,
			runDirectory,
			framework: {name: settingsFiles[name]},
			task: toTask(settings.task),
		};
	}

	async function pollHistory(signal: AbortSignal): Promise<SourceEvent | undefined> {
		// The table of YOLOv5 up to v5.0 has another name.
		const name = await changed('results.csv', signal) ? 'results.csv' : (!seen.has('results.csv') && await changed('results.txt', signal) ? 'results.txt' : undefined);
		const text = name === undefined ? undefined : await readText(name, signal);
		return text === undefined ? undefined : {type: 'history-read', ...parseResultsCsv(text), runDirectory};
	}

	const checkpoints = new Map<string, Checkpoint>();

	async function pollCheckpoints(signal: AbortSignal): Promise<SourceEvent | undefined> {
		const changes = await Promise.all(checkpointNames.map(async name => {
			const file = path.posix.join('weights', name);
			const stat = await changed(file, signal);
			if (stat === undefined) {
				return false;
			}

			checkpoints.set(name, {
				name, path: path.posix.join(runDirectory, file), sizeBytes: stat.sizeBytes, writtenAt: stat.modifiedAt,
			});
			return true;
		}));
		return changes.includes(true) ? {type: 'checkpoints-observed', checkpoints: checkpointNames.flatMap(name => checkpoints.get(name) ?? [])} : undefined;
	}

	return {
		async poll(signal) {
			const answers = await Promise.allSettled([pollSettings('opt.yaml', signal), pollSettings('args.yaml', signal), pollHistory(signal), pollCheckpoints(signal)]);
			// In this order, whichever the engine gave first; what one file refuses takes nothing from the others.
			for (const answer of answers) {
				if (answer.status === 'fulfilled' && answer.value !== undefined) {
					onEvent(answer.value);
				}
			}

			const failed = answers.find(answer => answer.status === 'rejected');
			if (failed !== undefined) {
				throw failed.reason as Error;
			}
		},
	};
}
