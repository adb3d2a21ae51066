import {
	firstStep,
	reduceFeed,
	type FeedEffect,
	type FeedInput,
} from './container-machine.ts';
import type {ContainerReading} from './container-reading.ts';
import {chooseSource, type ContainerSource} from './container-source.ts';
import type {HiddenSearch} from './hidden-search.ts';
import {createSignal, waitAtMost} from './waiting.ts';

/** Work that takes time; its signal aborts when the source that it was begun for is closed. */
type Work = (signal: AbortSignal) => Promise<FeedInput | void>;

/** Something that a run is read from. */
export type FeedSource = {
	/** May begin work that runs until the source is closed. */
	open(source: ContainerSource, begin: (work: Work) => void): void;
	read(signal: AbortSignal): Promise<FeedInput>;
};

/** The work for the source that is open, and the inputs that it has given. */
function createWorks(signal: AbortSignal) {
	const inputs: FeedInput[] = [];
	const arrived = createSignal();
	let stop = new AbortController();
	let works: Array<Promise<void>> = [];

	async function run(work: Work, ends: AbortSignal): Promise<void> {
		const input = await work(ends).catch((error: unknown) => ({type: 'failed', error} as const));
		if (input === undefined || ends.aborted) {
			return;
		}

		inputs.push(input);
		arrived.raise();
	}

	return {
		begin(work: Work): void {
			works.push(run(work, AbortSignal.any([signal, stop.signal])));
		},
		/** Inputs that were not read yet are late, too. */
		async callOff(): Promise<void> {
			stop.abort();
			await Promise.allSettled(works);
			stop = new AbortController();
			works = [];
			inputs.length = 0;
		},
		async next(): Promise<FeedInput> {
			if (inputs.length === 0) {
				arrived.clear();
				await waitAtMost(Infinity, arrived, signal);
			}

			return inputs.shift()!;
		},
	};
}

export type RunnerOptions = {
	readonly sources: Readonly<Record<ContainerSource['kind'], FeedSource>>;
	readonly hidden: HiddenSearch;
	/** Only the run in this directory; undefined for any. */
	readonly runDirectory: string | undefined;
	readonly waitsForRestart: boolean;
	/** Called with the kind of source that is read from now on. */
	readonly onOpen: (kind: ContainerSource['kind']) => void;
	readonly signal: AbortSignal;
};

/**
Runs the machine of a container's feed to its end: performs the effects that `reduceFeed` asks for and gives it their inputs.

@throws what a source throws, and the reason of the signal.
*/
export async function runContainerMachine(reading: ContainerReading, {sources, hidden, runDirectory, waitsForRestart, onOpen, signal}: RunnerOptions): Promise<void> {
	const {watch, runFiles, output, live, isFollowing} = reading;
	const {begin, callOff, next} = createWorks(signal);
	let source = sources.log;

	const effects: {readonly [Type in FeedEffect['type']]: (effect: FeedEffect & {readonly type: Type}) => void | Promise<void>} = {
		choose() {
			begin(async ends => {
				const chosen = await chooseSource(reading, runDirectory, ends);
				runFiles.know(chosen.found ?? []);
				return {type: 'found', source: chosen};
			});
		},
		open({source: opened}) {
			onOpen(opened.kind);
			source = sources[opened.kind];
			source.open(opened, begin);
		},
		read() {
			begin(source.read);
		},
		async close() {
			live.stop();
			await callOff();
		},
		'seek-last-run'() {
			begin(async ends => ({type: 'found', source: await hidden.seekLastRun(ends)}));
		},
		'wait-for-start'({limitMs}) {
			begin(async ends => {
				await waitAtMost(limitMs, watch.started, ends);
				return {type: 'wait-over', isUp: watch.isUp(), isRemoved: watch.isRemoved()};
			});
		},
		report({connection}) {
			output.report(connection);
		},
	};

	try {
		let step = firstStep;
		for (;;) {
			for (const effect of step.effects) {
				await (effects[effect.type] as (effect: FeedEffect) => void | Promise<void>)(effect);
			}

			if (step.state.kind === 'ended') {
				break;
			}

			step = reduceFeed(step.state, await next(), {isFollowing, waitsForRestart});
		}

		if (step.state.error !== undefined) {
			throw step.state.error as Error;
		}
	} finally {
		await callOff();
	}
}
