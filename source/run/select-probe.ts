import type {
	ConfusionMatrix,
	GradientNorm,
	Probe,
	ProbedEpoch,
} from '../domain/probe.ts';
import type {EpochRecord, RunState} from '../domain/run.ts';
import type {ClassTables, ValidationRow} from '../domain/validation.ts';
import {memoise} from './memoise.ts';

/** Whether the training records what it does not print. */
export type ProbeStatus = 'on' | 'off' | 'failed';

/** A row of the table and the record of its epoch are written one after the other, and may be read between them. */
const epochsBetweenLooks = 1;

/**
Undefined where nobody can tell, as of a log. A probe whose records end while epochs are added is none of the process that trains. What counts
is the table, which is read with the records: what is printed is far ahead where epochs are short.
*/
export function selectProbeStatus({probe, tableEpoch = 0, isProbeMissed = false}: Pick<RunState, 'probe' | 'tableEpoch' | 'isProbeMissed'>): ProbeStatus | undefined {
	if (probe === undefined) {
		return isProbeMissed || tableEpoch > epochsBetweenLooks ? 'off' : undefined;
	}

	const isLeftBehind = probe.status === 'on' && probe.lastEpoch !== undefined && tableEpoch > probe.lastEpoch + epochsBetweenLooks;
	return isLeftBehind ? 'off' : probe.status;
}

/** Why a training that was started with the probe is not recorded: the probe has failed, or nothing of it was seen. Undefined where all is well, or nobody meant it. */
export function selectProbeTrouble(state: RunState): 'failed' | 'not-loaded' | undefined {
	const status = selectProbeStatus(state);
	if (status === 'failed') {
		return 'failed';
	}

	if (state.isProbeMissed === true && state.probe === undefined) {
		return 'not-loaded';
	}

	const isMeant = state.container?.hasProbe === true && state.observation === undefined;
	// Of the process that it was given to: the table may be full of epochs of an earlier one.
	const first = state.program?.completed?.first;
	const isRecordable = first !== undefined && (state.tableEpoch ?? 0) > first;
	return isMeant && isRecordable && status === 'off' && state.probe === undefined ? 'not-loaded' : undefined;
}

/** The learning rate of most parameter groups: during the warm-up that of the biases falls from above while all others rise. */
export function leadingRate(rates: readonly number[] | undefined): number | undefined {
	return rates?.toSorted((one, other) => one - other)[Math.floor((rates.length - 1) / 2)];
}

const probedEpoch = ({probe}: Pick<RunState, 'probe'>, epoch: number | undefined): ProbedEpoch | undefined => probe?.epochs.findLast(probed => probed.epoch === epoch);

/** Of the last completed epoch. */
export function selectLearningRate(state: RunState): number | undefined {
	const last = state.history.at(-1);
	return leadingRate(last?.learningRates ?? probedEpoch(state, last?.epoch ?? state.probe?.lastEpoch)?.learningRates);
}

/** Of the last epoch that was recorded. */
export function selectGradientNorm({probe}: Pick<RunState, 'probe'>): GradientNorm | undefined {
	return probe?.epochs.findLast(({gradientNorm}) => gradientNorm !== undefined)?.gradientNorm;
}

export type ClassesOfEpoch = {readonly epoch: number; readonly classes: readonly ValidationRow[]};

const noTables: ClassTables = {};

/** The tables by class of the epochs, in order: those that were recorded, and those that were printed of other epochs. The same array as long as both are the same. */
export const selectClassHistory = ({probe, classTables = noTables}: Pick<RunState, 'probe' | 'classTables'>): readonly ClassesOfEpoch[] => toClassHistory(classTables, probe);

const toClassHistory = memoise((classTables: ClassTables, probe: Probe | undefined): readonly ClassesOfEpoch[] => {
	const {current, previous, best} = classTables;
	const printed = [best, previous, current].flatMap(table => table?.epoch === undefined || table.scope !== 'epoch' ? [] : [{epoch: table.epoch, classes: table.classes}]);
	const recorded = (probe?.epochs ?? []).filter(({classes}) => classes.length > 0).map(({epoch, classes}) => ({epoch, classes}));
	const all = new Map([...printed, ...recorded].map(table => [table.epoch, table]));
	return [...all.values()].toSorted((one, other) => one.epoch - other.epoch);
});

/**
The history with what the table of results does not have: learning rates of versions that do not write them, and the norm of the gradients.
The same array as long as both are the same.
*/
export function selectProbedHistory({probe, history}: Pick<RunState, 'probe' | 'history'>): readonly EpochRecord[] {
	return probe === undefined ? history : toProbedHistory(probe, history);
}

const toProbedHistory = memoise(({epochs}: Probe, history: readonly EpochRecord[]): readonly EpochRecord[] => {
	const byEpoch = new Map(epochs.map(probed => [probed.epoch, probed]));
	return history.map(record => addProbed(record, byEpoch.get(record.epoch)));
});

function addProbed(record: EpochRecord, {learningRates, gradientNorm}: Partial<ProbedEpoch> = {}): EpochRecord {
	return {
		...record,
		...(record.learningRates === undefined && learningRates !== undefined && learningRates.length > 0 && {learningRates}),
		...(gradientNorm !== undefined && {gradientNorm}),
	};
}

export type ConfusedPair = {
	/** What is there, and what it was taken for. */
	readonly actual: string;
	readonly predicted: string;
	readonly count: number;
	/** Of all objects of the class, 0 to 1. */
	readonly share: number;
};

/** Classes that were taken for others, the largest share first; the background is none. */
export const selectConfusedPairs = (matrix: ConfusionMatrix): readonly ConfusedPair[] => toConfusedPairs(matrix, undefined);

const toConfusedPairs = memoise<ConfusionMatrix, undefined, readonly ConfusedPair[]>(({names, counts}) => {
	const classes = names.slice(0, -1);
	return classes.flatMap((actual, column) => {
		const total = counts.reduce((sum, row) => sum + row[column]!, 0);
		return classes.flatMap((predicted, row): ConfusedPair[] => {
			const count = counts[row]![column]!;
			const pair = {
				actual, predicted, count, share: count / total,
			};
			return row === column || count === 0 ? [] : [pair];
		});
	}).toSorted((one, other) => other.share - one.share);
});
