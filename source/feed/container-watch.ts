import {isUp} from '../domain/container-state.ts';
import type {SourceEvent} from '../domain/event.ts';
import type {ContainerState} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import {createBackoff} from '../engine/backoff.ts';
import type {ContainerDetails, ContainerEvent} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {parseTrainingLine} from '../training/command-line.ts';
import {createSignal, type Signal} from './waiting.ts';

export type ContainerWatch = {
	/**
	Reports changes until the container is removed or the signal aborts; over lost connections, after each of which it looks
	at the container anew.
	*/
	run(listener: ContainerWatchListener, signal: AbortSignal): Promise<void>;
	/** The latest state that was reported. */
	state(): ContainerState;
	/** Whether the container has not come to an end, as far as was reported. */
	isUp(): boolean;
	/** Raised when the container was started, and when it was removed. */
	readonly started: Signal;
	/** Raised when a command of `docker exec` that trains was started or has ended. */
	readonly execChanged: Signal;
	/** Looks at the container now. */
	refresh(signal: AbortSignal): Promise<Presence>;
};

export type Presence = 'there' | 'gone';

export type ContainerWatchListener = {
	/** After the state that tells it. */
	readonly onStarted: () => void;
	readonly onRenamed: (name: string) => void;
	/** A command of `docker exec` that trains was started or has ended. */
	readonly onTrainingExec: (change: TrainingExec) => void;
};

export type TrainingExec = {
	/** With single spaces: quoting is lost. */
	readonly command: string;
	/** Undefined at its start. */
	readonly exitCode?: number;
	/** Milliseconds since 1970. */
	readonly at?: number;
};

/** The end of a program that only might train is not told as the end of a training. */
const isTraining = (line: string): boolean => parseTrainingLine(line)?.certainty === 'certain';

/** Execs of a container that are asked for what they run when the watch begins. */
const mostExecs = 20;

/**
What the engine says of a container while it is looked at: its state, and the beginnings and ends of trainings that were started
by `docker exec`.
*/
export function createContainerWatch(engine: Engine, details: ContainerDetails, onEvent: (event: SourceEvent, at: number | undefined) => void): ContainerWatch {
	const container = details.id;
	let {state} = details;
	/** The engine tells it only after the end, and of children not at all: the event is remembered until the next start. */
	let isOutOfMemory = false;
	const trainingExecs = new Map<string, string>();
	const started = createSignal();
	const execChanged = createSignal();

	function report(next: ContainerState, at?: number): void {
		const before = JSON.stringify(state);
		state = isOutOfMemory ? {...next, isOutOfMemoryKilled: true} : next;
		if (JSON.stringify(state) !== before) {
			onEvent({type: 'container-changed', container: state}, at);
		}
	}

	async function refresh(signal: AbortSignal, at?: number): Promise<Presence> {
		try {
			const {state: next} = await engine.inspectContainer(container, {signal});
			report(next, at);
			return 'there';
		} catch (error) {
			signal.throwIfAborted();
			if (error instanceof UserError && error.code === 'container-not-found') {
				report({...state, status: 'removed'}, at);
				return 'gone';
			}

			// The engine is away: the next connection of the events looks again.
			return 'there';
		}
	}

	async function noteRunningExecs(execIds: readonly string[], signal: AbortSignal): Promise<void> {
		await Promise.all(execIds.slice(-mostExecs).map(async id => {
			const exec = await engine.inspectExec(id, {signal}).catch(() => undefined);
			if (exec?.isRunning && isTraining(exec.command.join(' '))) {
				trainingExecs.set(id, exec.command.join(' '));
			}
		}));
	}

	function tellExec(listener: ContainerWatchListener, change: TrainingExec): void {
		listener.onTrainingExec(change);
		execChanged.raise();
	}

	/** Podman does not say which process of the container has begun: those that run are looked at. */
	async function noteUnnamedExec(listener: ContainerWatchListener, signal: AbortSignal, at: number | undefined): Promise<void> {
		const before = new Set(trainingExecs.keys());
		const present = await engine.inspectContainer(container, {signal}).catch(() => undefined);
		await noteRunningExecs(present?.execIds ?? [], signal);
		for (const [id, command] of trainingExecs) {
			if (!before.has(id)) {
				tellExec(listener, {command, at});
			}
		}
	}

	/** Nor which has ended: the one that does not run any more. */
	async function findEndedExec(signal: AbortSignal): Promise<string | undefined> {
		for (const id of trainingExecs.keys()) {
			const exec = await engine.inspectExec(id, {signal}).catch(() => undefined);
			if (!exec?.isRunning) {
				return id;
			}
		}

		return undefined;
	}

	async function take(event: ContainerEvent, listener: ContainerWatchListener, signal: AbortSignal): Promise<Presence> {
		const {action, attributes, at, detail = ''} = event;
		const exitCode = attributes.exitCode === undefined ? undefined : Number(attributes.exitCode);
		const execId = attributes.execID;
		switch (action) {
			case 'start': {
				isOutOfMemory = false;
				const presence = await refresh(signal, at);
				started.raise();
				listener.onStarted();
				return presence;
			}

			case 'die': {
				// A container that removes itself is gone before it can be asked.
				report({
					...state, status: 'exited', exitCode, finishedAt: at,
				}, at);
				return refresh(signal, at);
			}

			case 'oom': {
				isOutOfMemory = true;
				report(state, at);
				return 'there';
			}

			case 'pause':
			case 'unpause':
			case 'update': {
				return refresh(signal, at);
			}

			case 'rename': {
				listener.onRenamed((attributes.name ?? '').replace(/^\//, ''));
				return 'there';
			}

			case 'destroy': {
				report({...state, status: 'removed'}, at);
				return 'gone';
			}

			case 'exec_create':
			case 'exec_start': {
				if (execId === undefined) {
					await noteUnnamedExec(listener, signal, at);
				} else if (isTraining(detail)) {
					trainingExecs.set(execId, detail);
					tellExec(listener, {command: detail, at});
				}

				return 'there';
			}

			case 'exec_die': {
				const ended = execId ?? await findEndedExec(signal);
				const command = ended === undefined ? undefined : trainingExecs.get(ended);
				if (ended !== undefined && command !== undefined && exitCode !== undefined) {
					trainingExecs.delete(ended);
					tellExec(listener, {command, exitCode, at});
				}

				return 'there';
			}

			default: {
				return 'there';
			}
		}
	}

	return {
		state: () => state,
		isUp: () => isUp(state.status),
		started,
		execChanged,
		refresh: async signal => refresh(signal),
		async run(listener, signal) {
			const backoff = createBackoff(signal);
			await noteRunningExecs(details.execIds, signal);
			for (;;) {
				try {
					const events = await engine.openEvents({container, signal});
					// What changed while nobody listened.
					if (await refresh(signal) === 'gone') {
						started.raise();
						return;
					}

					backoff.reset();
					for await (const event of events) {
						if (await take(event, listener, signal) === 'gone') {
							started.raise();
							return;
						}
					}
				} catch {
					signal.throwIfAborted();
				}

				await backoff.wait();
			}
		},
	};
}
