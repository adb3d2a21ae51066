import type {EpochRecord, RunState} from '../domain/run.ts';

/** An earlier run of the same data, to be drawn behind this one. */
export type RunBefore = {
	/** The last part of its directory. */
	readonly name: string;
	readonly history: readonly EpochRecord[];
};

/** The latest earlier run of the same source that was trained with the same data; undefined where none is known, or its data is not. */
export function selectRunBefore({earlierRuns = [], settings: {data}}: RunState): RunBefore | undefined {
	const run = data === undefined ? undefined : earlierRuns.findLast(({settings, history}) => settings.data === data && history.length > 1);
	const name = run?.runDirectory?.split(/[/\\]/).findLast(part => part !== '');
	return run === undefined || name === undefined ? undefined : {name, history: run.history};
}
