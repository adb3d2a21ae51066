import type {OutputEvent} from '../domain/event.ts';
import type {Iteration} from '../domain/run.ts';
import {
	isCheckpointStripped,
	isEvolutionEnd,
	recogniseEarlyStop,
	recogniseFinalValidation,
	recogniseResultsSaved,
	recogniseTrainingEnd,
} from './ending-lines.ts';
import {
	isIterationFailure,
	isLastIterationOver,
	recogniseGeneration,
	recogniseIteration,
	recogniseSweep,
} from './iteration-lines.ts';
import {
	anyStart,
	digits,
	map,
	type ProgramContext,
	type RecogniserRow,
} from './program-context.ts';

/** What a program says behind its last epoch, and between two of its trainings. */
export function endingRows(context: ProgramContext): readonly RecogniserRow[] {
	const {epochs} = context;
	return [
		['EST', text => map(recogniseEarlyStop(text), ({patience, printedEpoch}) => {
			const bestEpoch = printedEpoch === undefined || epochs.framework === undefined ? undefined : printedEpoch + epochs.firstPrinted;
			return [{type: 'early-stop-announced', patience, ...(bestEpoch !== undefined && {bestEpoch})}];
		})],
		[`T${digits}`, (text, at) => map(recogniseTrainingEnd(text), end => endTraining(context, end, {at, isLast: epochs.endsSilently(false)}))],
		// The line before may be in the other stream, or was lost.
		['O', (text, at) => epochs.stage === 'training' && epochs.tool === 'train' && isCheckpointStripped(text) ? endTraining(context, {}, {at, isLast: epochs.endsSilently(true)}) : undefined],
		['V', (text, at) => map(recogniseFinalValidation(text), checkpoint => [...epochs.finishTraining(at), {type: 'final-validation-started', checkpoint}])],
		['H', text => {
			if (!isEvolutionEnd(text)) {
				return undefined;
			}

			context.evolution = undefined;
			return [];
		}],
		['R', text => map(recogniseResultsSaved(text), path => saveResults(context, path))],
		[anyStart, text => map(recogniseIteration(text), iteration => [{type: 'iteration-reported', iteration: countFromOne(context, iteration)}])],
		[anyStart, text => context.iteration !== undefined && context.lastWord === undefined && epochs.tool !== 'train' && isLastIterationOver(text) ? endIterations(context, context.iteration) : undefined],
		[`wAC${digits}`, text => map(recogniseSweep(text), sweep => reportSweep(context, sweep))],
		['e', text => map(recogniseGeneration(text), done => [
			{type: 'iteration-reported', iteration: {index: done, ...context.evolution, isComplete: true}},
			...(context.evolution?.count === undefined || done < context.evolution.count ? [{type: 'iteration-reported' as const, iteration: {index: done + 1, ...context.evolution, isComplete: false}}] : []),
		])],
		[anyStart, text => isIterationFailure(text) ? [{type: 'iteration-failed'}, {type: 'notice-printed', text: text.trim()}] : undefined],
	];
}

/** Some forks say it once more when they have saved their results. `isLast` where nothing more is said. */
function endTraining(context: ProgramContext, end: {epochs?: number; hours?: number}, {at, isLast}: {at: number | undefined; isLast: boolean}): OutputEvent[] {
	const {epochs} = context;
	if (epochs.stage === 'ended' && epochs.tool === undefined) {
		return [];
	}

	const events: OutputEvent[] = [...epochs.finishTraining(at), {type: 'training-ended', ...end}];
	if (isLast && context.evolution === undefined) {
		epochs.leave();
		events.push({type: 'results-saved'});
	}

	return events;
}

/** Some scripts count from 0, with the number of the last or with how many there are. */
export function countFromOne(context: ProgramContext, {index: printed, count, isComplete}: Iteration): Iteration {
	if (printed === 0) {
		context.countsFromZero = true;
	}

	const index = printed + Number(context.countsFromZero);
	context.iteration = {index, ...(count !== undefined && {count: Math.max(count, index)}), isComplete};
	return context.iteration;
}

function endIterations(context: ProgramContext, {index}: Iteration): OutputEvent[] {
	context.lastWord = 'said';
	return [{type: 'iteration-reported', iteration: {index, count: index, isComplete: true}}];
}

function reportSweep(context: ProgramContext, sweep: 'starts' | 'ends' | 'exits'): OutputEvent[] {
	const index = (context.sweepRuns ?? 0) + Number(sweep === 'starts');
	if (index === 0) {
		return [];
	}

	context.sweepRuns = sweep === 'exits' ? undefined : index;
	return [{type: 'iteration-reported', iteration: {index, ...(sweep === 'exits' && {count: index}), isComplete: sweep !== 'starts'}}];
}

function saveResults(context: ProgramContext, path: string): OutputEvent[] {
	const {epochs} = context;
	if (context.isDetecting || epochs.tool !== 'train') {
		context.isDetecting = false;
		return [{type: 'tool-results-saved', path}];
	}

	if (context.evolution !== undefined || (epochs.stage !== 'ended' && epochs.endsSilently(false))) {
		return [];
	}

	epochs.leave();
	return [{type: 'results-saved', path}];
}
