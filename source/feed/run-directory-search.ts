import path from 'node:path';
import type {ContainerTraining} from '../training/find-trainings.ts';
import {parseTrainingCommand} from '../training/command-line.ts';
import type {EpochRecord} from '../domain/run.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {parseResultsCsv} from '../parse/results-csv.ts';
import {readTable} from '../training/run-directory.ts';
import {containerRunFiles} from '../training/run-file-sources.ts';
import {findRunDirectory, startDirectories} from './container-run-directory.ts';
import type {ContainerTrainings} from './container-trainings.ts';
import {
	areRowsAgreeing,
	areRowsContradicting,
	findLostRunDirectory,
} from './lost-run-directory.ts';

export type RunDirectorySearch = {
	/** What was just seen to train; it stands for the first search. Trainings without a run directory yet do not. */
	know(trainings: readonly ContainerTraining[]): void;
	/** Another run was named: the next `find` may search at once. */
	reset(): void;
	/**
	The run directory, absolute; undefined when it is not found, or it is not time to search again. `announced` is the path that the output names,
	which may be relative, and `printed` what it has said of the run's epochs; without a name it is the directory that the training process writes.
	*/
	find(announced: string | undefined, printed: readonly EpochRecord[], signal: AbortSignal): Promise<string | undefined>;
};

export type RunDirectorySearchOptions = {
	readonly engine: Engine;
	readonly details: ContainerDetails;
	readonly trainings: Pick<ContainerTrainings, 'glance' | 'list'>;
	readonly isRunning: () => boolean;
};

/** A program in the container costs 50 ms of a core: not at each look. */
const looksPerSearch = 10;

/** Looking everywhere costs more, and what is not there now is seldom there later. */
const looksPerWideSearch = 60;

export function createRunDirectorySearch({engine, details, trainings, isRunning}: RunDirectorySearchOptions): RunDirectorySearch {
	/** Looks until the next search inside the container; 0 is now. */
	let untilSearch = 0;
	/** Looks until the next search for a directory whose place nobody knows any more. */
	let untilWideSearch = 0;
	let seen: readonly ContainerTraining[] = [];

	async function findTrainings(signal: AbortSignal): Promise<readonly ContainerTraining[]> {
		if (untilSearch > 0 || !isRunning()) {
			return [];
		}

		untilSearch = looksPerSearch;
		const known = seen;
		seen = [];
		if (known.length > 0) {
			return known;
		}

		return await trainings.glance(signal) === 'none' ? [] : trainings.list(signal);
	}

	/** For a run whose process is gone, and with it the directory from which its own counts. */
	async function findLost(runDirectory: string, records: readonly EpochRecord[], signal: AbortSignal): Promise<string | undefined> {
		if (untilWideSearch > 0) {
			return undefined;
		}

		untilWideSearch = looksPerWideSearch;
		return findLostRunDirectory(engine, details, {
			runDirectory, records, isRunning: isRunning(), signal,
		});
	}

	/**
	What trains and prints here knows best: where it writes, or at least from where its path counts. A directory of that name at the
	container's usual places may be that of another run: it is taken where what was printed is in its table, or where nothing else is found and
	its table does not contradict.
	*/
	async function findAnnounced(runDirectory: string, printed: readonly EpochRecord[], signal: AbortSignal): Promise<string | undefined> {
		const find = async (bases: readonly string[]) => findRunDirectory(engine, details.id, runDirectory, bases, signal);
		if (path.posix.isAbsolute(runDirectory)) {
			return find([]);
		}

		// A command that is the training itself was started where the container starts; a shell may have gone anywhere.
		const isDirect = parseTrainingCommand(details.command)?.placement === 'direct' && details.execIds.length === 0;
		const found = isDirect ? [] : await findTrainings(signal);
		const printing = found.filter(({output}) => output.kind === 'container').toReversed();
		const own = printing.find(training => isEndOf(runDirectory, training.runDirectory))?.runDirectory ?? await find(printing.flatMap(({directory}) => directory ?? []));
		if (own !== undefined) {
			return own;
		}

		const usual = await find(startDirectories(details));
		const table = usual === undefined ? [] : parseResultsCsv(await readTable(containerRunFiles(engine, details.id, usual), {signal})).records;
		return usual !== undefined && areRowsAgreeing(printed, table) ? usual : await findLost(runDirectory, printed, signal) ?? (areRowsContradicting(printed, table) ? undefined : usual);
	}

	return {
		know(found) {
			seen = found.some(({runDirectory}) => runDirectory !== undefined) ? found : [];
		},
		reset() {
			untilSearch = 0;
			untilWideSearch = 0;
		},
		async find(announced, printed, signal) {
			untilSearch = Math.max(0, untilSearch - 1);
			untilWideSearch = Math.max(0, untilWideSearch - 1);
			if (announced !== undefined) {
				return findAnnounced(announced, printed, signal);
			}

			const found = await findTrainings(signal);
			return found.find(({runDirectory}) => runDirectory !== undefined)?.runDirectory;
		},
	};
}

/** Whether an absolute directory is the one that a relative path names. */
function isEndOf(relative: string, absolute: string | undefined): boolean {
	return absolute?.endsWith(`/${path.posix.normalize(relative).replace(/\/$/, '')}`) === true;
}
