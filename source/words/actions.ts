import type {
	ActionName,
	ActionProgress,
	ActionResult,
	StopConsequence,
} from '../domain/action.ts';
import type {StatusReason} from '../domain/status-reason.ts';
import {percent} from './percent.ts';
import {type Language, wordsIn} from './words.ts';

/** What an action is called in the journal and in questions. */
export const actionName = (action: ActionName, language: Language): string => wordsIn(language).actions.names[action];

/** How numbers are shown; given from outside, because words know no formats. */
export type ActionFormat = {
	duration(ms: number): string;
	size(bytes: number): string;
	reason(reason: StatusReason): string;
};

/** One line about where an action is. */
export function progressText(progress: ActionProgress, language: Language, format: Pick<ActionFormat, 'size'>): string {
	const words = wordsIn(language).actions;
	switch (progress.kind) {
		case 'looking': {
			return words.looking;
		}

		case 'waiting-for-epoch': {
			return words.waitingForEpoch(progress.epoch === undefined ? '' : String(progress.epoch));
		}

		case 'waiting-for-checkpoint': {
			return words.waitingForCheckpoint;
		}

		case 'letting-finish': {
			return words.lettingFinish(progress.epoch === undefined ? '' : String(progress.epoch));
		}

		case 'ending-itself': {
			return words.endingItself;
		}

		case 'waiting-for-end': {
			return words.waitingForEnd;
		}

		case 'connection-lost': {
			return words.connectionLost;
		}

		case 'copying': {
			return words.copying(String(progress.files), format.size(progress.bytes));
		}

		case 'working': {
			return words.working;
		}
	}
}

/** What is left to go on with. */
function checkpointLines({completedEpochs, canResume, isWithoutResume, isUnchecked, isRemoved}: Pick<Extract<ActionResult, {kind: 'stopped'}>, 'completedEpochs' | 'canResume' | 'isWithoutResume' | 'isUnchecked' | 'isRemoved'>, language: Language): string[] {
	const words = wordsIn(language).actions;
	if (isRemoved === true) {
		return [words.removed];
	}

	if (isWithoutResume === true) {
		return [words.weightsOnly];
	}

	if (canResume === true && isUnchecked === true) {
		return [words.holdsUnchecked(completedEpochs === undefined ? '' : String(completedEpochs))];
	}

	return canResume === undefined ? [] : [canResume ? (completedEpochs === undefined ? words.isWhole : words.holds(String(completedEpochs))) : words.cannotResume];
}

/** How a training ended that nobody had to end, and where that leaves the person. */
function ownEndLines(result: Extract<ActionResult, {kind: 'ended'}>, language: Language, format: Pick<ActionFormat, 'reason'>): string[] {
	const words = wordsIn(language).actions;
	const {status, reason, runDirectory} = result;
	const why = reason === undefined ? '' : format.reason(reason);
	const results = runDirectory === undefined ? [] : [words.resultsIn(runDirectory)];
	switch (status) {
		case 'finished': {
			return [words.finished, ...results];
		}

		case 'stopped-early': {
			return [words.stoppedEarly(why), ...results];
		}

		case 'failed': {
			return [words.failed(why), ...checkpointLines(result, language)];
		}

		case 'interrupted': {
			return [words.wasInterrupted, ...checkpointLines(result, language)];
		}

		default: {
			return [words.ended(why), ...checkpointLines(result, language)];
		}
	}
}

/** Whole sentences about how an action ended. */
export function resultLines(result: ActionResult, language: Language, format: Pick<ActionFormat, 'size' | 'reason'>): string[] {
	const words = wordsIn(language).actions;
	switch (result.kind) {
		case 'stopped': {
			return [words.stopped, ...(result.isFinished ? [words.isFinal] : checkpointLines(result, language))];
		}

		case 'ended': {
			return ownEndLines(result, language, format);
		}

		case 'copied': {
			return [
				words.copied(String(result.files), format.size(result.bytes), result.directory),
				...(result.skipped.length === 0 ? [] : [words.skipped(result.skipped.join(', '))]),
			];
		}

		case 'done':
		case 'ending':
		case 'cancelled': {
			return [words[result.kind]];
		}
	}
}

/** Whole sentences about what stopping now costs, for the question before it. */
export function stopCostLines({epoch, share, checkpointAgeMs, epochsToRepeat, hasCheckpoint, isInterruptIgnored, isWithoutResume, isBeingWritten, isLooking}: StopConsequence, language: Language, format: Pick<ActionFormat, 'duration'>): string[] {
	const words = wordsIn(language).actions;
	return [
		...(isInterruptIgnored === true ? [words.ignoresInterrupt] : []),
		...(epoch === undefined ? [] : [share === undefined ? words.epochLost(String(epoch)) : words.epochPartLost(String(epoch), percent(share, language))]),
		...(isWithoutResume === true && hasCheckpoint !== false ? [words.weightsOnly] : []),
		...(isWithoutResume !== true && epochsToRepeat !== undefined && epochsToRepeat > 1 ? [words.epochsRepeated(String(epochsToRepeat))] : []),
		...(hasCheckpoint === undefined ? [isLooking === true ? words.checkpointLooking : words.checkpointUnknown] : []),
		...(hasCheckpoint === false ? [words.noCheckpoint] : []),
		...(isBeingWritten === true ? [words.beingWritten] : []),
		...(hasCheckpoint === true && isBeingWritten !== true && checkpointAgeMs !== undefined ? [words.checkpointAge(format.duration(checkpointAgeMs))] : []),
	];
}

/** The same in a few words, for the answer itself: they are in sight where the sentences are not. */
export function stopLossText({epoch, share, epochsToRepeat, hasCheckpoint, isWithoutResume, isLooking}: StopConsequence, language: Language): string {
	const words = wordsIn(language).actions;
	if (hasCheckpoint === false) {
		return words.allLostShort;
	}

	if (hasCheckpoint === undefined && isLooking !== true) {
		return words.mayLoseAllShort;
	}

	if (isWithoutResume === true) {
		return words.weightsOnlyShort;
	}

	if (epochsToRepeat !== undefined && epochsToRepeat > 1) {
		return words.epochsLostShort(String(epochsToRepeat));
	}

	if (epoch === undefined) {
		return words.sinceCheckpointShort;
	}

	return share === undefined ? words.epochLostShort(String(epoch)) : words.epochPartLostShort(String(epoch), percent(share, language));
}

/** What removing a container loses, in few words. */
export function removalLossText({isRunLost}: {readonly isRunLost?: boolean | undefined}, language: Language): string {
	const words = wordsIn(language).actions;
	return isRunLost === true ? words.runLostShort : words.layerLostShort;
}

/** What removing a container takes with it. `isRunLost` is undefined when it is not known. */
export function removalLines({isRunning, runDirectory, isRunLost}: {readonly isRunning: boolean; readonly runDirectory?: string | undefined; readonly isRunLost?: boolean | undefined}, language: Language): string[] {
	const words = wordsIn(language).actions;
	return [
		...(isRunning ? [words.stopsTraining] : []),
		words.removesUnknown,
		...(runDirectory === undefined || isRunLost === undefined ? [] : [isRunLost ? words.removesRun(runDirectory) : words.keepsRun(runDirectory)]),
	];
}

/** That what stops after the epoch loses nothing; what a pause leaves taken; that a restart is no resume. */
export function actionNote(note: 'nothingLost' | 'gpuStaysTaken' | 'restarts', language: Language): string {
	return wordsIn(language).actions[note];
}
