/** The engine's view of the container; undefined fields were not reported. */
export type ContainerState = {
	readonly status: 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'removed' | 'dead';
	readonly exitCode?: number | undefined;
	readonly isOutOfMemoryKilled?: boolean | undefined;
	/** State.Error of the engine, for a container that could not start. */
	readonly error?: string | undefined;
	/** Milliseconds since 1970. */
	readonly startedAt?: number | undefined;
	readonly finishedAt?: number | undefined;
	readonly hasTerminal?: boolean;
	readonly shmSizeBytes?: number | undefined;
	/** What the container may use in all; undefined without a limit. */
	readonly memoryLimitBytes?: number | undefined;
	/** Whether yolotop has started it with the probe. */
	readonly hasProbe?: boolean;
};

type Status = ContainerState['status'];

const withProcesses: ReadonlySet<Status> = new Set<Status>(['running', 'paused']);

/** Whether processes of a container exist: one that is paused has them, one that the engine is about to start again has none. */
export function hasProcesses(status: Status): boolean {
	return withProcesses.has(status);
}

/** Whether a container has not come to an end: with the ones that the engine starts again by itself. */
export function isUp(status: Status): boolean {
	return hasProcesses(status) || status === 'restarting';
}
