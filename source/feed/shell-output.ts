import type {RunEvent} from '../domain/event.ts';
import type {FeedBatch} from '../domain/feed.ts';
import type {ContainerTraining} from '../training/find-trainings.ts';
import {createPipeline, type Pipeline} from './pipeline.ts';
import {createSignal, type Signal} from './waiting.ts';

/** What a look at the processes has told of a shell. */
export type ShellLook = {
	/** The training whose output is delivered from now on; undefined for none. */
	readonly next?: ContainerTraining | undefined;
	/** Whether a training in the shell is not to be followed yet: what it says stays held. */
	readonly isWaiting?: boolean;
};

/** What a shell shows, as it is delivered. */
export type ShellOutput = {
	/** Takes what it shows. */
	readonly pipeline: Pipeline;
	/** Raised by events while no training is followed. */
	readonly spoke: Signal;
	/** The training that is followed now. */
	followed(): ContainerTraining | undefined;
	/** Follows what the look says, and delivers what was held of it. */
	follow(look: ShellLook): void;
};

/** What is said by a training until it is followed: about ten events an epoch, as only the last state of a bar is kept. */
const heldCapacity = 4096;

/** Whether only the last one of several in a row matters. */
function isProgress({type}: RunEvent): boolean {
	return type === 'epoch-progressed' || type === 'validation-progressed';
}

/** The newest events with one more. */
function withEvent(held: readonly RunEvent[], event: RunEvent): readonly RunEvent[] {
	const isNextState = isProgress(event) && held.at(-1)?.type === event.type;
	return [...(isNextState ? held.slice(0, -1) : held), event].slice(-heldCapacity);
}

/** Delivers lines as they end, and events only of a training that is followed; others are held until a look has told. */
export function createShellOutput(deliver: (batch: FeedBatch) => void, listener: {onFollowed(training: ContainerTraining | undefined, isFromStart: boolean): void}): ShellOutput {
	let followed: ContainerTraining | undefined;
	let held: readonly RunEvent[] = [];
	const spoke = createSignal();

	function hold({events, lines}: FeedBatch): void {
		const ended = lines.filter(({isTransient}) => !isTransient);
		if (ended.length > 0) {
			deliver({events: [], lines: ended});
		}

		for (const event of events) {
			held = withEvent(held, event);
		}

		if (events.length > 0) {
			spoke.raise();
		}
	}

	const pipeline = createPipeline(batch => {
		if (followed === undefined) {
			hold(batch);
		} else {
			deliver(batch);
		}
	});
	return {
		pipeline,
		spoke,
		followed: () => followed,
		follow({next, isWaiting}) {
			if (next?.process.pid === followed?.process.pid) {
				held = isWaiting === true ? held : [];
				return;
			}

			pipeline.flush();
			followed = next;
			const events = held;
			held = [];
			listener.onFollowed(next, events.some(({type}) => type === 'process-started'));
			if (next !== undefined && events.length > 0) {
				deliver({events, lines: []});
			}
		},
	};
}
