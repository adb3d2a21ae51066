import path from 'node:path';
import type {ContainerTraining} from '../training/find-trainings.ts';
import {parseTrainingCommand} from '../training/command-line.ts';
import type {OutputEvent, SourceEvent} from '../domain/event.ts';
import type {EpochRecord} from '../domain/run.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {parseResultsCsv} from '../parse/results-csv.ts';
import {createRunReader, readTable} from '../training/run-directory.ts';
import {containerRunFiles} from '../training/run-file-sources.ts';
import {findRunDirectory, startDirectories} from './container-run-directory.ts';
import type {ContainerTrainings} from './container-trainings.ts';
import {
	areRowsAgreeing,
	areRowsContradicting,
	findLostRunDirectory,
} from './lost-run-directory.ts';
import {createRunFileEvents} from './run-file-events.ts';

/** Looks at the files of one run and delivers what is new. */
type FileLook = (signal: AbortSignal) => Promise<void>;

export type ContainerRunWatch = {
	/** What the output says; the last run directory that it names is looked at. */
	note(event: OutputEvent | SourceEvent): void;
	/** What was just seen to train; it stands for the first search. Trainings without a run directory yet do not. */
	know(trainings: readonly ContainerTraining[]): void;
	/** One look at the files. Fails silently: the next look may succeed. */
	look(signal: AbortSignal): Promise<void>;
};

export type ContainerRunWatchOptions = {
	readonly engine: Engine;
	readonly details: ContainerDetails;
	readonly trainings: Pick<ContainerTrainings, 'glance' | 'list'>;
	readonly isRunning: () => boolean;
	readonly onEvent: (event: SourceEvent) => void;
};

/** A program in the container costs 50 ms of a core: not at each look. */
const looksPerSearch = 10;

/** Looking everywhere costs more, and what is not there now is seldom there later. */
const looksPerWideSearch = 60;

const mostPrinted = 20;

/**
Which run directory of a container belongs to the run, and what its files say. The output names it; where it does not, because the
training was started by `docker exec` or in an older part of the output, it is that of the training process.
*/
export function createContainerRunWatch({engine, details, trainings, isRunning, onEvent}: ContainerRunWatchOptions): ContainerRunWatch {
	let announced: string | undefined;
	/** How many runs were named. */
	let named = 0;
	/** The next one may write to a directory of the same name elsewhere. */
	let hasNewProcess = false;
	let lookAtFiles: FileLook | undefined;
	/** Looks until the next search inside the container; 0 is now. */
	let untilSearch = 0;
	let seen: readonly ContainerTraining[] = [];
	/** What was printed of the run's epochs; the last ones tell one run from another. */
	let printed: readonly EpochRecord[] = [];
	/** Looks until the next search for a directory whose place nobody knows any more. */
	let untilWideSearch = 0;
	let looking: Promise<void> | undefined;

	const open = (directory: string, runDirectory: string): FileLook => {
		onEvent({type: 'run-directory-located', path: directory});
		const reader = createRunReader(containerRunFiles(engine, details.id, directory), {directory: runDirectory, isEndWanted: false, isProbeWanted: true});
		const {diff} = createRunFileEvents(runDirectory);
		return async signal => {
			for (const event of diff(await reader.read({signal}))) {
				onEvent(event);
			}
		};
	};

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
	async function findLost(runDirectory: string, signal: AbortSignal): Promise<string | undefined> {
		if (untilWideSearch > 0 || path.posix.isAbsolute(runDirectory)) {
			return undefined;
		}

		untilWideSearch = looksPerWideSearch;
		return findLostRunDirectory(engine, details, {
			runDirectory, records: printed, isRunning: isRunning(), signal,
		});
	}

	/**
	What trains and prints here knows best: where it writes, or at least from where its path counts. A directory of that name at the
	container's usual places may be that of another run: it is taken where what was printed is in its table, or where nothing else is found and
	its table does not contradict.
	*/
	async function searchAnnounced(runDirectory: string, signal: AbortSignal): Promise<string | undefined> {
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
		return usual !== undefined && areRowsAgreeing(printed, table) ? usual : await findLost(runDirectory, signal) ?? (areRowsContradicting(printed, table) ? undefined : usual);
	}

	async function search(signal: AbortSignal): Promise<FileLook | undefined> {
		if (announced !== undefined) {
			const runDirectory = announced;
			const directory = await searchAnnounced(runDirectory, signal);
			return directory === undefined ? undefined : open(directory, runDirectory);
		}

		const found = await findTrainings(signal);
		const directory = found.find(({runDirectory}) => runDirectory !== undefined)?.runDirectory;
		return directory === undefined ? undefined : open(directory, directory);
	}

	async function lookOnce(signal: AbortSignal): Promise<void> {
		untilSearch = Math.max(0, untilSearch - 1);
		untilWideSearch = Math.max(0, untilWideSearch - 1);
		try {
			if (lookAtFiles === undefined) {
				const asked = named;
				const found = await search(signal);
				if (asked !== named) {
					// Another run was named meanwhile: the next look is for that one.
					return;
				}

				lookAtFiles = found;
			}

			await lookAtFiles?.(signal);
		} catch {
			// The engine is away, the container is gone or has no shell: the rest of the screen says so.
		}
	}

	return {
		note(event) {
			if (event.type === 'epoch-completed') {
				// After a resume an epoch comes again.
				const {record} = event;
				printed = [...printed.filter(({epoch}) => epoch !== record.epoch), record].slice(-mostPrinted);
			}

			hasNewProcess ||= event.type === 'process-started';
			const place = event.type === 'run-directory-announced' || event.type === 'results-saved' ? event.path : undefined;
			if (place === undefined || (place === announced && !hasNewProcess)) {
				return;
			}

			hasNewProcess = false;
			announced = place;
			named++;
			lookAtFiles = undefined;
			untilSearch = 0;
			untilWideSearch = 0;
			printed = [];
		},
		know(found) {
			seen = found.some(({runDirectory}) => runDirectory !== undefined) ? found : [];
		},
		async look(signal) {
			// One that is under way stands for another.
			looking ??= lookOnce(signal);
			try {
				await looking;
			} finally {
				looking = undefined;
			}
		},
	};
}

/** Whether an absolute directory is the one that a relative path names. */
function isEndOf(relative: string, absolute: string | undefined): boolean {
	return absolute?.endsWith(`/${path.posix.normalize(relative).replace(/\/$/, '')}`) === true;
}
