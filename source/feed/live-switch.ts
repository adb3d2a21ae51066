import {createContainerLive, type ContainerLive, type ContainerLiveOptions} from './container-live.ts';
import type {FeedOutput} from './feed-output.ts';
import {createSignal, type Signal} from './waiting.ts';

/** The one attach stream of a feed, for one purpose at a time. */
export type LiveSwitch = ContainerLive & {
	/** Raised when the current line may have changed. */
	readonly changed: Signal;
	/** Lets go and begins anew: as the record itself, where no other is kept, or only for the line that has not ended. */
	use(purpose: 'record' | 'line'): void;
};

export function createLiveSwitch(options: Pick<ContainerLiveOptions, 'engine' | 'container' | 'hasTerminal'>, {pipeline, soon}: Pick<FeedOutput, 'pipeline' | 'soon'>): LiveSwitch {
	const changed = createSignal();
	const create = (purpose: 'record' | 'line') => createContainerLive({
		...options,
		pipeline: purpose === 'record' ? {live: pipeline.output, liveLost: pipeline.flush} : pipeline,
		onChange() {
			soon();
			changed.raise();
		},
	});
	let live = create('line');
	return {
		changed,
		use(purpose) {
			live.stop();
			live = create(purpose);
		},
		start() {
			live.start();
		},
		stop() {
			live.stop();
		},
		suspend() {
			live.suspend();
		},
		resume() {
			live.resume();
		},
	};
}
