import {isUp, type ContainerState} from '../domain/container-state.ts';
import type {SourceEvent} from '../domain/event.ts';
import {UserError} from '../domain/user-error.ts';
import {createBackoff} from '../engine/backoff.ts';
import type {ContainerDetails, ContainerEvent} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {createTrainingExecs, type TrainingExec} from './training-execs.ts';
import {createSignal, type Signal} from './waiting.ts';

/** What is known of the state of a container. */
type StateWatch = {
	/** The latest state that was reported. */
	state(): ContainerState;
	/** Whether the container has not come to an end, as far as was reported. */
	isUp(): boolean;
	isRemoved(): boolean;
	/** Looks at the container now. */
	refresh(signal: AbortSignal, at?: number): Promise<void>;
};

export type ContainerWatch = StateWatch & {
	/**
	Reports changes until the container is removed or the signal aborts; over lost connections, after each of which it looks
	at the container again.
	*/
	run(listener: ContainerWatchListener, signal: AbortSignal): Promise<void>;
	/** Raised when the container was started, and when it was removed. */
	readonly started: Signal;
	/** Raised when a command of `docker exec` that trains was started or has ended. */
	readonly execChanged: Signal;
};

export type ContainerWatchListener = {
	/** After the state that tells it. */
	readonly onStarted: () => void;
	readonly onRenamed: (name: string) => void;
	/** A command of `docker exec` that trains was started or has ended. */
	readonly onTrainingExec: (change: TrainingExec) => void;
};

type OnEvent = (event: SourceEvent, at: number | undefined) => void;

const stateActions: ReadonlySet<string> = new Set(['start', 'die', 'oom', 'pause', 'unpause', 'update', 'destroy']);

const execActions: ReadonlySet<string> = new Set(['exec_create', 'exec_start', 'exec_die']);

function createStateWatch(engine: Engine, details: ContainerDetails, onEvent: OnEvent): StateWatch & {readonly note: (event: ContainerEvent, signal: AbortSignal) => Promise<void>} {
	let {state} = details;
	/** The engine tells it only after the end, and of children not at all: the event is remembered until the next start. */
	let isOutOfMemory = false;

	function report(next: ContainerState, at?: number): void {
		const before = JSON.stringify(state);
		state = isOutOfMemory ? {...next, isOutOfMemoryKilled: true} : next;
		if (JSON.stringify(state) !== before) {
			onEvent({type: 'container-changed', container: state}, at);
		}
	}

	async function refresh(signal: AbortSignal, at?: number): Promise<void> {
		try {
			const {state: next} = await engine.inspectContainer(details.id, {signal});
			report(next, at);
		} catch (error) {
			signal.throwIfAborted();
			// When the engine is away the next connection of the events looks again.
			if (error instanceof UserError && error.code === 'container-not-found') {
				report({...state, status: 'removed'}, at);
			}
		}
	}

	return {
		state: () => state,
		isUp: () => isUp(state.status),
		isRemoved: () => state.status === 'removed',
		refresh,
		async note({action, attributes: {exitCode}, at}, signal) {
			if (action === 'destroy') {
				report({...state, status: 'removed'}, at);
				return;
			}

			isOutOfMemory = action === 'oom' || (isOutOfMemory && action !== 'start');
			if (action === 'oom') {
				report(state, at);
				return;
			}

			if (action === 'die') {
				// A container that removes itself is gone before it can be asked.
				report({
					...state, status: 'exited', exitCode: exitCode === undefined ? undefined : Number(exitCode), finishedAt: at,
				}, at);
			}

			await refresh(signal, at);
		},
	};
}

/**
What the engine says of a container while it is looked at: its state, and the beginnings and ends of trainings that were started
by `docker exec`.
*/
export function createContainerWatch(engine: Engine, details: ContainerDetails, onEvent: OnEvent): ContainerWatch {
	const {note, ...stateWatch} = createStateWatch(engine, details, onEvent);
	const execs = createTrainingExecs(engine, details.id);
	const started = createSignal();
	const execChanged = createSignal();

	async function take(event: ContainerEvent, listener: ContainerWatchListener, signal: AbortSignal): Promise<void> {
		const {action, attributes} = event;
		if (stateActions.has(action)) {
			await note(event, signal);
		}

		if (action === 'start') {
			started.raise();
			listener.onStarted();
		} else if (action === 'rename') {
			listener.onRenamed((attributes.name ?? '').replace(/^\//, ''));
		} else if (execActions.has(action)) {
			for (const change of await execs.note(event, signal)) {
				listener.onTrainingExec(change);
				execChanged.raise();
			}
		}
	}

	/** Until the connection ends, or the container is gone. */
	async function listen(listener: ContainerWatchListener, signal: AbortSignal, onOpen: () => void): Promise<void> {
		const events = await engine.openEvents({container: details.id, signal});
		// What changed while nobody listened.
		await stateWatch.refresh(signal);
		if (stateWatch.isRemoved()) {
			return;
		}

		onOpen();
		for await (const event of events) {
			await take(event, listener, signal);
			if (stateWatch.isRemoved()) {
				return;
			}
		}
	}

	return {
		...stateWatch,
		started,
		execChanged,
		async run(listener, signal) {
			const backoff = createBackoff(signal);
			await execs.noteRunning(details.execIds, signal);
			for (;;) {
				await listen(listener, signal, backoff.reset).catch(() => undefined);
				signal.throwIfAborted();
				if (stateWatch.isRemoved()) {
					started.raise();
					return;
				}

				await backoff.wait();
			}
		},
	};
}
