import {selectBestEpoch} from '../../run/select-best-epoch.ts';
import {selectEpoch, selectRunFraction} from '../../run/select-progress.ts';
import {drawBar} from '../draw/bar.ts';
import {
	drawLine,
	fitGroups,
	type Segment,
} from '../draw/line.ts';
import {percent} from '../../words/percent.ts';
import {drawState} from './header.ts';
import {drawMiniLine, figureGroups} from './mini-line.ts';
import type {ScreenModel, Size} from './model.ts';
import {originWords} from './origin-words.ts';
import {describeOutcome} from './outcome.ts';
import {targetName} from './target-name.ts';

/** The run in a few short lines, most important first, for a terminal too small for panels. */
export function drawMini(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	if (rows === 1) {
		return [drawMiniLine(model, columns)];
	}

	const {state, look, words} = model;
	const origin = originWords(model);
	const fraction = selectRunFraction(state);
	const epoch = `${selectEpoch(state) ?? '-'}/${state.epochs ?? '-'}`;
	const share = fraction === undefined ? '' : ` ${percent(fraction, model.ui.language)}`;
	const space: Segment = ['text', ' '];
	const figures = figureGroups(model);
	const first = fitGroups([drawState(model), [['strong', epoch]], origin === undefined ? [] : [['tab', origin.name]]], columns, space);
	const outcome = describeOutcome(model).slice(0, 1);
	const best = selectBestEpoch(state);
	// What has had no room in the line of the most important figures is in the next one.
	const upper = fitGroups(figures, columns, space);
	const lower = fitGroups(figures.filter(group => group.some(segment => !upper.includes(segment))), columns, space);
	const lines: ReadonlyArray<readonly Segment[]> = rows === 2
		? [[...first, space, ['accent', share]], outcome[0] ?? upper]
		: [
			first,
			[...drawBar(fraction, Math.max(0, columns - share.length), look.glyphs), ['accent', share]],
			...outcome,
			upper,
			lower,
			[['text', targetName(state.target, columns, look.glyphs.ellipsis)]],
			best === undefined ? [] : [['good', words.bestShort(best.epoch)]],
		];
	return Array.from({length: rows}, (_, row) => drawLine(lines[row] ?? [], columns, look));
}
