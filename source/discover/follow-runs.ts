import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import {traitsOf} from '../domain/framework.ts';
import type {RunSummary, TrainingContainerSummary} from '../domain/run-summary.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {mapLimited} from './map-limited.ts';
import {digestRun, summariseRun} from './run-summary.ts';

/** Trainings that are followed; those after them change with the next survey. */
const mostFollowed = 32;

const parallel = 4;

/** A longer results.csv, of tens of thousands of epochs, changes with the next survey. */
const mostBytes = 4 * 1024 * 1024;

/** What was read of a run: the mark of its results.csv, the text of its settings and the line that came of them. */
type Followed = {readonly mark: string; readonly settings: string; readonly startedAt: number | undefined; readonly run: RunSummary};

export type RunFollower = {
	/** The trainings with the epochs that have ended since they were surveyed; the same array when none has. No program runs in a container. */
	refresh(training: readonly TrainingContainerSummary[], now: number, options: CallOptions): Promise<readonly TrainingContainerSummary[]>;
};

/** Looks at the table of results of trainings between two surveys: one question of about a millisecond each, and reads those that have grown. */
export function createRunFollower(engine: Engine): RunFollower {
	let known: ReadonlyMap<string, Followed> = new Map();

	async function follow({id}: TrainingContainerSummary, run: RunSummary, now: number, options: CallOptions): Promise<Followed | undefined> {
		const last = known.get(run.key);
		const look = async (name: string) => {
			const path = posix.join(run.directory, name);
			const facts = await engine.statFile(id, path, options);
			return facts && {path, ...facts};
		};

		// The table of YOLOv5 up to v5.0 is asked for only where the other is missing.
		const facts = await look('results.csv') ?? await look('results.txt');
		if (facts === undefined || facts.sizeBytes > mostBytes || facts.modifiedAt < run.modifiedAt) {
			return undefined;
		}

		const mark = `${facts.modifiedAt} ${facts.sizeBytes}`;
		if (last?.mark === mark && last.startedAt === run.startedAt) {
			return last;
		}

		const {settingsFile} = traitsOf(run.framework);
		const read = async (file: string) => Buffer.from(await engine.readFile(id, file, options) ?? []).toString('utf8');
		const settings = last !== undefined && last.startedAt === run.startedAt ? last.settings : await read(posix.join(run.directory, settingsFile));
		const digest = digestRun({
			results: {text: await read(facts.path), modifiedAt: facts.modifiedAt},
			...(run.startedAt !== undefined && {settings: {text: settings, modifiedAt: run.startedAt, isYolov5: settingsFile === 'opt.yaml'}}),
			...(run.sizeBytes !== undefined && {sizeBytes: run.sizeBytes}),
		});
		return {
			mark, settings, startedAt: run.startedAt, run: summariseRun({...run, isRunning: true}, digest, now),
		};
	}

	return {
		async refresh(training, now, options) {
			const followed = new Map<string, Followed>();
			let isChanged = false;
			const entries = await mapLimited(training, parallel, async (entry, index) => {
				const {run, isPaused} = entry;
				if (run === undefined || isPaused || index >= mostFollowed) {
					return entry;
				}

				const found = await follow(entry, run, now, options).catch(() => undefined);
				if (found === undefined) {
					return entry;
				}

				followed.set(run.key, found);
				if (found.run.completedEpochs <= run.completedEpochs) {
					return entry;
				}

				isChanged = true;
				return {...entry, run: found.run};
			});
			known = followed;
			return isChanged ? entries : training;
		},
	};
}
