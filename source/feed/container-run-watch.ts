import type {ContainerTraining} from '../control/find-trainings.ts';
import type {OutputEvent, SourceEvent} from '../domain/event.ts';
import type {ContainerDetails} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {findRunDirectory} from './container-run-directory.ts';
import {createContainerRunFiles, type ContainerRunFiles} from './container-run-files.ts';
import type {ContainerTrainings} from './container-trainings.ts';

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

/**
Which run directory of a container belongs to the run, and what its files say. The output names it; where it does not, because the
training was started by `docker exec` or in an older part of the output, it is that of the training process.
*/
export function createContainerRunWatch({engine, details, trainings, isRunning, onEvent}: ContainerRunWatchOptions): ContainerRunWatch {
	let announced: string | undefined;
	let files: ContainerRunFiles | undefined;
	/** Looks until the next search inside the container; 0 is now. */
	let untilSearch = 0;
	let seen: readonly ContainerTraining[] = [];

	const open = (directory: string, runDirectory: string) => {
		onEvent({type: 'run-directory-located', path: directory});
		return createContainerRunFiles({
			engine, container: details.id, directory, runDirectory, onEvent,
		});
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

	async function search(signal: AbortSignal): Promise<ContainerRunFiles | undefined> {
		if (announced !== undefined) {
			const runDirectory = announced;
			const processDirectories = async () => {
				const found = await findTrainings(signal);
				return found.flatMap(({directory}) => directory ?? []);
			};

			const directory = await findRunDirectory(engine, details, runDirectory, {processDirectories, signal});
			return directory === undefined ? undefined : open(directory, runDirectory);
		}

		const found = await findTrainings(signal);
		const directory = found.find(({runDirectory}) => runDirectory !== undefined)?.runDirectory;
		return directory === undefined ? undefined : open(directory, directory);
	}

	return {
		note(event) {
			const path = event.type === 'run-directory-announced' || event.type === 'results-saved' ? event.path : undefined;
			if (path === undefined || path === announced) {
				return;
			}

			announced = path;
			files = undefined;
			untilSearch = 0;
		},
		know(found) {
			seen = found.some(({runDirectory}) => runDirectory !== undefined) ? found : [];
		},
		async look(signal) {
			untilSearch = Math.max(0, untilSearch - 1);
			try {
				files ??= await search(signal);
				await files?.poll(signal);
			} catch {
				// The engine is away, the container is gone or has no shell: the rest of the screen says so.
			}
		},
	};
}
