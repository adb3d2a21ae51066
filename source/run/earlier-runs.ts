import type {Probe} from '../domain/probe.ts';
import type {EarlierRun, EpochRecord, RunState} from '../domain/run.ts';
import {joinHistories} from './history.ts';
import {isSameDirectory} from './same-directory.ts';

/** One container seldom reports more; each kept run holds its history. */
const earlierRunsCapacity = 8;

const emptyRun: EarlierRun = {
	settings: {},
	runDirectory: undefined,
	epochs: undefined,
	history: [],
	resumedAt: [],
	lastValidation: undefined,
	classes: [],
	classTables: undefined,
	isFinalValidation: false,
	notices: [],
	checkpoints: [],
	earlyStop: undefined,
	probe: undefined,
	tableEpoch: undefined,
};

/** Lays the current run aside, so that a resume can take it up again, and starts with an empty one. */
export function layRunAside(state: RunState): RunState {
	const {runDirectory, settings, epochs, history, resumedAt, lastValidation, classes, classTables, isFinalValidation, notices, checkpoints, earlyStop, probe, tableEpoch, phase} = state;
	const earlierRuns = runDirectory === undefined && history.length === 0
		? state.earlierRuns
		: [...state.earlierRuns ?? [], {
			runDirectory, settings, epochs, history, resumedAt, lastValidation, classes, classTables, isFinalValidation, notices, checkpoints, earlyStop, probe, tableEpoch, ...(phase.kind === 'finished' && {end: phase}),
		}]
			.slice(-earlierRunsCapacity);
	return {...state, ...emptyRun, ...(earlierRuns && {earlierRuns})};
}

/** Keeps what was read of a run directory for the case that the current process turns out to write there. */
export function rememberRun(state: RunState, runDirectory: string, {records = [], probe}: {readonly records?: readonly EpochRecord[]; readonly probe?: Probe}): RunState {
	const known = findEarlierRun(state, runDirectory);
	const runs = (state.earlierRuns ?? []).filter(run => run !== known);
	const history = joinHistories(known?.history ?? [], records);
	return {
		...state, earlierRuns: [...runs, {
			...emptyRun, ...known, ...(probe && {probe}), runDirectory, history,
		}].slice(-earlierRunsCapacity),
	};
}

/** The latest earlier run with this directory; without a directory the latest one of all. */
export function findEarlierRun(state: RunState, directory?: string): EarlierRun | undefined {
	const runs = state.earlierRuns ?? [];
	return directory === undefined
		? runs.at(-1)
		: runs.findLast(({runDirectory}) => runDirectory !== undefined && isSameDirectory(runDirectory, directory));
}

/** Takes an earlier run up again; what the current process has printed already comes on top of it. */
export function takeUpRun(state: RunState, run: EarlierRun): RunState {
	const {end: _, ...known} = run;
	return {
		...state,
		...known,
		history: joinHistories(run.history, state.history),
		lastValidation: state.lastValidation ?? run.lastValidation,
		resumedAt: [...run.resumedAt, ...state.resumedAt],
		notices: [...run.notices, ...state.notices.filter(({text}) => run.notices.every(other => other.text !== text))],
		earlierRuns: (state.earlierRuns ?? []).filter(other => other !== run),
	};
}
