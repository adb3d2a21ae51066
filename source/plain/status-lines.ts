import type {RunState} from '../domain/run.ts';
import {isInEpochs, type RunStatus} from '../domain/run-status.ts';
import {selectStatus} from '../run/select-status.ts';
import {labelled} from '../words/punctuation.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {reasonToText} from './reason-text.ts';

/** Says the status when it changes. */
export function createStatusLines(language: Language): (state: RunState, now: number) => string[] {
	let status: RunStatus | undefined;
	let wasSilent = false;
	return (state, now) => {
		const {status: next, reason, isSilent = false} = selectStatus(state, now);
		// Training and validating alternate with every epoch; the epoch's own line says it.
		const isOfEpochs = isInEpochs(next) && status !== undefined && isInEpochs(status);
		// What is printed of the past while it is read is said by the epochs' own lines.
		const isAsBefore = isSilent === wasSilent && (next === status || isOfEpochs);
		if (isAsBefore || next === 'reading' || (status === undefined && next === 'idle')) {
			return [];
		}

		status = next;
		wasSilent = isSilent;
		const word = wordsIn(language).status[next];
		return [reason === undefined ? word : labelled(word, reasonToText(reason, language), language)];
	};
}
