import {
	displayWidth,
	padEnd,
	padStart,
	truncate,
} from '../../../format/display-width.ts';
import {drawBar} from '../../draw/bar.ts';
import {drawLine} from '../../draw/line.ts';
import {drawRule} from '../../draw/rule.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {percent} from '../../../words/percent.ts';
import {flaws, type ClassesView} from './classes-view.ts';

/** The heading, a blank line above it, and so many classes are worth the room. */
const leastRows = 5;
const mostName = 16;
const mostBar = 40;
const figureColumns = 7;

/** How the labels of the validation are shared between the classes, the most first, in what the table leaves of its panel. */
export function drawSupport({rows, few, words}: ClassesView, {look, ui}: ScreenModel, columns: number, room: number): readonly string[] {
	const counted = rows.flatMap(row => row.instances === undefined ? [] : [{row, count: row.instances}]).toSorted((one, other) => other.count - one.count);
	const all = counted.reduce((sum, {count}) => sum + count, 0);
	if (all === 0 || room < leastRows || counted.length < 2) {
		return [];
	}

	const hasBlank = counted.length + 2 <= room;
	// Without room for all the few are worth more than the many.
	const shown = counted.slice(-(room - (hasBlank ? 2 : 1)));
	const name = Math.min(mostName, Math.max(...shown.map(({row}) => displayWidth(row.name))));
	const {token, sign, legend} = flaws.few;
	const sentence = `  ${sign()} ${words[legend]}`;
	const bar = Math.min(mostBar, columns - name - figureColumns - displayWidth(sentence) - 7);
	return [
		...(hasBlank ? [drawLine([], columns, look)] : []),
		drawRule(words.validationLabels, columns, look),
		...shown.map(({row, count}) => drawLine([
			['text', `     ${padEnd(truncate(row.name, name, look.glyphs.ellipsis), name)}  `],
			...drawBar(count / counted[0]!.count, bar, look.glyphs, {token: few.has(row) ? token : 'machine1'}),
			['text', padStart(percent(count / all, ui.language), figureColumns)],
			[token, few.has(row) ? sentence : ''],
		], columns, look)),
	];
}
