import type {ResourceEvent} from '../domain/sample.ts';
import type {Engine} from '../engine/engine.ts';
import {createResourceStore, type ResourceSource} from '../run/resource-store.ts';
import {runSampling} from '../sample/run-sampling.ts';

/** What is sampled, and since when. */
export type SamplingTarget = {
	/** Undefined for a target that is no container: then only this machine and its GPUs are sampled. */
	readonly container?: {readonly engine: Engine; readonly id: string; readonly runDirectory?: () => string | undefined} | undefined;
	/** What was seen before. */
	readonly past?: readonly ResourceEvent[] | undefined;
	/** Sampling begins when this has settled, so that it takes nothing from the first picture; at once without it. */
	readonly after?: Promise<void> | undefined;
	/** Ends the sampling. */
	readonly signal: AbortSignal;
	/** Milliseconds since 1970. */
	readonly now: () => number;
	/** Where to look for nvidia-smi; the usual places unless given. */
	readonly nvidiaSmiPrograms?: readonly string[];
};

/** Sampling in the background. */
export type Sampling = {
	/** What has been reported so far. */
	readonly resources: ResourceSource;
	/** Stops every sampler and its programs, keeping what was reported. */
	suspend(): void;
	/** Undoes `suspend`. */
	resume(): void;
	/** Whether the training has ended: what was told until then is kept beside what comes. */
	setOver(isOver: boolean): void;
	/** Settles when everything has stopped after the abort. */
	readonly ended: Promise<void>;
};

/** Starts to sample the target. A sampler that fails is an event and never an error here. */
export function startSampling({container, past = [], after, signal, now, nvidiaSmiPrograms}: SamplingTarget): Sampling {
	const store = createResourceStore();
	for (const event of past) {
		store.dispatch(event);
	}

	const running = new Set<Promise<void>>();
	let current: AbortController | undefined;

	function start(): void {
		if (current !== undefined || signal.aborted) {
			return;
		}

		const controller = new AbortController();
		current = controller;
		const work = sample(controller.signal);
		running.add(work);
		void work.finally(() => {
			running.delete(work);
		});
	}

	async function sample(until: AbortSignal): Promise<void> {
		await after;
		const stop = AbortSignal.any([signal, until]);
		if (stop.aborted) {
			return;
		}

		await runSampling({
			container,
			nvidiaSmiPrograms,
			now,
			signal: stop,
			emit(event) {
				// What was still in progress when it was stopped is not reported any more.
				if (!until.aborted) {
					store.dispatch(event);
				}
			},
		});
	}

	start();
	return {
		resources: store,
		suspend() {
			current?.abort();
			current = undefined;
		},
		resume: start,
		setOver(isOver) {
			store.dispatch({type: isOver ? 'training-left' : 'training-entered'});
		},
		ended: new Promise(resolve => {
			const settle = async (): Promise<void> => {
				current?.abort();
				await Promise.all(running);
				resolve();
			};

			if (signal.aborted) {
				void settle();
			}

			signal.addEventListener('abort', () => {
				void settle();
			}, {once: true});
		}),
	};
}
