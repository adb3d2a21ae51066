import path from 'node:path';
import {Buffer} from 'node:buffer';
import type {SourceEvent} from '../domain/event.ts';
import type {Checkpoint} from '../domain/run.ts';
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

const tasks = ['detect', 'segment', 'classify', 'pose', 'obb'] as const;

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

	async function pollSettings(name: keyof typeof settingsFiles, signal: AbortSignal): Promise<void> {
		const text = await changed(name, signal) && await readText(name, signal);
		const settings = text === undefined ? undefined : parseSettingsFile(text);
		if (settings) {
			onEvent({
				type: 'settings-read',
				settings,
				runDirectory,
				framework: {name: settingsFiles[name]},
				task: tasks.find(task => task === settings.task),
			});
		}
	}

	async function pollHistory(signal: AbortSignal): Promise<void> {
		const text = await changed('results.csv', signal) && await readText('results.csv', signal);
		if (text !== undefined) {
			onEvent({type: 'history-read', ...parseResultsCsv(text), runDirectory});
		}
	}

	const checkpoints = new Map<string, Checkpoint>();

	async function pollCheckpoints(signal: AbortSignal): Promise<void> {
		let isChanged = false;
		for (const name of checkpointNames) {
			const file = path.posix.join('weights', name);
			const stat = await changed(file, signal);
			if (!stat) {
				continue;
			}

			isChanged = true;
			checkpoints.set(name, {
				name, path: path.posix.join(runDirectory, file), sizeBytes: stat.sizeBytes, writtenAt: stat.modifiedAt,
			});
		}

		if (isChanged) {
			onEvent({type: 'checkpoints-observed', checkpoints: checkpointNames.flatMap(name => checkpoints.get(name) ?? [])});
		}
	}

	return {
		async poll(signal) {
			await pollSettings('opt.yaml', signal);
			await pollSettings('args.yaml', signal);
			await pollHistory(signal);
			await pollCheckpoints(signal);
		},
	};
}
