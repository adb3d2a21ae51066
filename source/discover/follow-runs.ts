import type {RunSummary, TrainingContainerSummary} from '../domain/run-summary.ts';
import type {CallOptions, Engine} from '../engine/engine.ts';
import {readRunFiles, statTable, type RunTexts} from '../training/run-directory.ts';
import type {RunFileStat} from '../training/choose-run-files.ts';
import {settingsNameOf} from '../training/run-file-names.ts';
import {containerRunFiles} from '../training/run-file-sources.ts';
import {mapLimited} from './map-limited.ts';
import {digestRun, summariseRun} from './run-summary.ts';

/** Trainings that are followed; those after them change with the next survey. */
const maxFollowed = 32;

const parallel = 4;

/** A longer table, of tens of thousands of epochs, changes with the next survey. */
const maxTableBytes = 4 * 1024 * 1024;

/** What was read of a run: the mark of its table, the text of its settings and the line that came of them. */
type Followed = {readonly mark: string; readonly texts: RunTexts; readonly startedAt: number | undefined; readonly run: RunSummary};

export type RunFollower = {
	/** The trainings with the epochs that have ended since they were surveyed; the same array when none has. No program runs in a container. */
	refresh(training: readonly TrainingContainerSummary[], now: number, options: CallOptions): Promise<readonly TrainingContainerSummary[]>;
};

/** Looks at the table of results of trainings between two surveys: one question of about a millisecond each, and reads those that have grown. */
export function createRunFollower(engine: Engine): RunFollower {
	let known: ReadonlyMap<string, Followed> = new Map();

	async function follow({id}: TrainingContainerSummary, run: RunSummary, now: number, options: CallOptions): Promise<Followed | undefined> {
		const last = known.get(run.key);
		const source = containerRunFiles(engine, id, run.directory);
		const table = await statTable(source, options);
		if (table === undefined || table.sizeBytes > maxTableBytes || table.modifiedAt < run.modifiedAt) {
			return undefined;
		}

		const mark = `${table.modifiedAt} ${table.sizeBytes}`;
		if (last?.mark === mark && last.startedAt === run.startedAt) {
			return last;
		}

		// The settings are known from the survey: they are read once.
		const settings = run.startedAt === undefined ? [] : [[settingsNameOf(run.framework), {modifiedAt: run.startedAt, sizeBytes: 0}] as const];
		const texts: RunTexts = last?.texts ?? new Map<string, never>();
		const listing = new Map<string, RunFileStat>([[table.name, table], ...settings]);
		const files = await readRunFiles(source, listing, {...options, directory: run.directory, texts});
		if (files.failure !== undefined) {
			return undefined;
		}

		texts.delete(table.name);
		const digest = digestRun({...files, ...(run.sizeBytes !== undefined && {sizeBytes: run.sizeBytes})});
		return {
			mark, texts, startedAt: run.startedAt, run: summariseRun({...run, isRunning: true}, digest, now),
		};
	}

	return {
		async refresh(training, now, options) {
			const followed = new Map<string, Followed>();
			let isChanged = false;
			const entries = await mapLimited(training, parallel, async (entry, index) => {
				const {run, isPaused} = entry;
				if (run === undefined || isPaused || index >= maxFollowed) {
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
