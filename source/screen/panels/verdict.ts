import {signIds, worstOf, type SignLevel} from '../../checks/vital-signs.ts';
import {isComplete, isInEpochs} from '../../domain/run-status.ts';
import {selectStatus} from '../../run/select-status.ts';
import {wordsIn} from '../../words/words.ts';
import {segmentsWidth, type Segment} from '../draw/line.ts';
import type {Glyphs} from '../theme/glyphs.ts';
import type {Token} from '../theme/token.ts';
import type {ScreenModel} from './model.ts';
import {signsOf} from './signs-of.ts';

/** The colour of each level; the mark stands beside it always. */
export const levelTokens: Readonly<Record<SignLevel, Token>> = {
	error: 'bad', warning: 'warning', neutral: 'dim', good: 'good',
};

export function levelMark(level: SignLevel, {marks, dot}: Glyphs): string {
	return {
		error: marks.bad, warning: '!', neutral: dot, good: marks.good,
	}[level];
}

/** The worst of the vital signs as one mark and one number, in words that fit into `columns`; empty where there is nothing to judge. */
export function drawVerdict(model: ScreenModel, columns: number): readonly Segment[] {
	const {state, now, ui, look} = model;
	const {level, count} = worstOf(signsOf(model));
	const {status, isSilent = false} = selectStatus(state, now);
	const isBad = level === 'error' || level === 'warning';
	// Of a run that is silent or out of sight nothing good can be said because nothing bad was found.
	if (level === 'neutral' || (!isBad && (isSilent || !(isInEpochs(status) || isComplete(status))))) {
		return [];
	}

	const words = wordsIn(ui.language).vitalSigns;
	const lead: Segment = [levelTokens[level], `${levelMark(level, look.glyphs)} ${count}`];
	const all = String(signIds.length);
	const ways: ReadonlyArray<readonly Segment[]> = [
		[lead, ['label', words.count(all)]], [lead, ['label', words.countShort(all)]], [lead],
	];
	return ways.find(segments => segmentsWidth(segments) <= columns) ?? [];
}
