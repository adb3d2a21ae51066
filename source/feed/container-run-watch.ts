import type {OutputEvent, SourceEvent} from '../domain/event.ts';
import type {EpochRecord} from '../domain/run.ts';
import {createRunReader} from '../training/run-reader.ts';
import {openContainerRunFiles} from '../training/open-run-files.ts';
import type {RunFileSource} from '../training/run-directory.ts';
import {createRunDirectorySearch, type RunDirectorySearch, type RunDirectorySearchOptions} from './run-directory-search.ts';
import {createRunFileEvents} from './run-file-events.ts';

export type ContainerRunWatch = Pick<RunDirectorySearch, 'know'> & {
	/** What the output says; the last run directory that it names is looked at. */
	note(event: OutputEvent | SourceEvent): void;
	/** One look at the files. Fails silently: the next look may succeed. */
	look(signal: AbortSignal): Promise<void>;
};

const maxPrinted = 20;

/**
Which run directory of a container belongs to the run, and what its files say. The output names it; where it does not, because the
training was started by `docker exec` or in an older part of the output, it is that of the training process.
*/
export function createContainerRunWatch({onEvent, ...options}: RunDirectorySearchOptions & {readonly onEvent: (event: SourceEvent) => void}): ContainerRunWatch {
	const {engine, details} = options;
	const search = createRunDirectorySearch(options);
	let announced: string | undefined;
	/** How many runs were named. */
	let named = 0;
	/** The next one may write to a directory of the same name elsewhere. */
	let hasNewProcess = false;
	/** Looks at the files of the run and delivers what is new. */
	let lookAtFiles: ((signal: AbortSignal) => Promise<void>) | undefined;
	/** What was printed of the run's epochs; the last ones tell one run from another. */
	let printed: readonly EpochRecord[] = [];
	let looking: Promise<void> | undefined;
	/** How many runs were named when the last look was reported. */
	let reported = 0;

	async function lookOnce(signal: AbortSignal): Promise<void> {
		const asked = named;
		await lookAtRun(signal);
		if (asked !== named || asked === reported || announced === undefined) {
			return;
		}

		reported = asked;
		onEvent({type: 'run-files-looked-at', runDirectory: announced});
	}

	async function lookAtRun(signal: AbortSignal): Promise<void> {
		try {
			if (lookAtFiles === undefined) {
				const [asked, name] = [named, announced];
				const directory = await search.find(name, printed, signal);
				const files = directory === undefined ? undefined : await openContainerRunFiles(engine, details, directory, signal);
				if (asked !== named) {
					// Another run was named meanwhile: the next look is for that one.
					return;
				}

				lookAtFiles = directory === undefined ? undefined : createLook(files!, {directory, runDirectory: name ?? directory}, onEvent);
			}

			await lookAtFiles?.(signal);
		} catch {
			// The engine is away, the container is gone or has no shell: the rest of the screen says so.
		}
	}

	return {
		know: search.know,
		note(event) {
			if (event.type === 'epoch-completed') {
				// After a resume an epoch comes again.
				const {record} = event;
				printed = [...printed.filter(({epoch}) => epoch !== record.epoch), record].slice(-maxPrinted);
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
			search.reset();
			printed = [];
		},
		async look(signal) {
			// One that is in progress stands for another.
			looking ??= lookOnce(signal);
			try {
				await looking;
			} finally {
				looking = undefined;
			}
		},
	};
}

/** Looks at the files of a run again and again and delivers what is new; `runDirectory` is how the run is named. */
function createLook(files: RunFileSource, {directory, runDirectory}: {readonly directory: string; readonly runDirectory: string}, onEvent: (event: SourceEvent) => void): (signal: AbortSignal) => Promise<void> {
	onEvent({type: 'run-directory-located', path: directory});
	const reader = createRunReader(files, {directory: runDirectory, isEndWanted: false, isProbeWanted: true});
	const {diff} = createRunFileEvents(runDirectory);
	return async signal => {
		for (const event of diff(await reader.read({signal}))) {
			onEvent(event);
		}
	};
}
