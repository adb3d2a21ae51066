import type {ContainerEvent} from '../engine/container.ts';
import type {Engine} from '../engine/engine.ts';
import {parseTrainingLine} from '../training/command-line.ts';

export type TrainingExec = {
	/** With single spaces: quoting is lost. */
	readonly command: string;
	/** Undefined at its start. */
	readonly exitCode?: number;
	/** Milliseconds since 1970. */
	readonly at: number | undefined;
};

/** The commands of `docker exec` that train in a container, as far as the engine says. */
export type TrainingExecs = {
	/** Looks at some that may run. */
	noteRunning(ids: readonly string[], signal: AbortSignal): Promise<void>;
	/** The starts and ends of trainings that an event about an exec means. */
	note(event: ContainerEvent, signal: AbortSignal): Promise<readonly TrainingExec[]>;
};

/** The end of a program that only might train is not told as the end of a training. */
const isTraining = (line: string): boolean => parseTrainingLine(line)?.certainty === 'certain';

/** Execs of a container that are asked for what they run when the watch begins. */
const maxExecs = 20;

export function createTrainingExecs(engine: Engine, container: string): TrainingExecs {
	const running = new Map<string, string>();

	async function noteRunning(ids: readonly string[], signal: AbortSignal): Promise<void> {
		await Promise.all(ids.slice(-maxExecs).map(async id => {
			const exec = await engine.inspectExec(id, {signal}).catch(() => undefined);
			if (exec?.isRunning && isTraining(exec.command.join(' '))) {
				running.set(id, exec.command.join(' '));
			}
		}));
	}

	/** Podman does not say which one has begun: those that run are looked at. */
	async function findBegun(signal: AbortSignal): Promise<readonly string[]> {
		const before = new Set(running.keys());
		const details = await engine.inspectContainer(container, {signal}).catch(() => undefined);
		await noteRunning(details?.execIds ?? [], signal);
		return [...running].filter(([id]) => !before.has(id)).map(([, command]) => command);
	}

	/** Nor which has ended: the one that does not run any more. */
	async function findEnded(signal: AbortSignal): Promise<string | undefined> {
		for (const id of running.keys()) {
			const exec = await engine.inspectExec(id, {signal}).catch(() => undefined);
			if (!exec?.isRunning) {
				return id;
			}
		}

		return undefined;
	}

	return {
		noteRunning,
		async note({action, attributes: {execID: id, exitCode}, detail = '', at}, signal) {
			if (action === 'exec_die') {
				const ended = id ?? await findEnded(signal) ?? '';
				const command = running.get(ended);
				if (command === undefined || exitCode === undefined) {
					return [];
				}

				running.delete(ended);
				return [{command, exitCode: Number(exitCode), at}];
			}

			if (id !== undefined && isTraining(detail)) {
				running.set(id, detail);
				return [{command: detail, at}];
			}

			const begun = id === undefined ? await findBegun(signal) : [];
			return begun.map(command => ({command, at}));
		},
	};
}
