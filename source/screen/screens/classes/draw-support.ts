import {
	displayWidth,
	padEnd,
	padStart,
	truncate,
} from '../../../format/display-width.ts';
import {count} from '../../../format/number.ts';
import type {ValidationRow} from '../../../domain/validation.ts';
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

/** Labels of the training split below which the field counts a class as rare. */
const fewInTraining = 500;

type Support = {readonly row: ValidationRow; readonly count: number};

/**
How many labels each class has in the training split, beside those of the validation, the most first; how those of the validation are shared where
only they are known. In what the table leaves of its panel.
*/
export function drawSupport(view: ClassesView, {look, ui}: ScreenModel, columns: number, room: number): readonly string[] {
	const {rows, few, words, training} = view;
	const counted = rows.flatMap((row): Support[] => {
		const own = training === undefined ? row.instances : training.get(row.name);
		return own === undefined ? [] : [{row, count: own}];
	}).toSorted((one, other) => other.count - one.count);
	const all = counted.reduce((sum, {count: own}) => sum + own, 0);
	if (all === 0 || room < leastRows || counted.length < 2) {
		return [];
	}

	const hasBlank = counted.length + 2 <= room;
	// Without room for all the few are worth more than the many.
	const shown = counted.slice(-(room - (hasBlank ? 2 : 1)));
	const name = Math.min(mostName, Math.max(...shown.map(({row}) => displayWidth(row.name))));
	const {token, sign, legend} = flaws.few;
	const isFew = ({row, count: own}: Support) => training === undefined ? few.has(row) : own < fewInTraining;
	const sentence = `  ${sign()} ${training === undefined ? words[legend] : words.fewInTraining(String(fewInTraining))}`;
	const figuresOf = ({row, count: own}: Support) => training === undefined ? padStart(percent(own / all, ui.language), figureColumns) : padStart(count(own), figureColumns) + (row.instances === undefined ? '' : `  ${words.besideValidation(count(row.instances))}`);
	const figures = shown.map(support => figuresOf(support));
	const figureWidth = Math.max(...figures.map(text => displayWidth(text)));
	const bar = Math.min(mostBar, columns - name - figureWidth - displayWidth(sentence) - 7);
	return [
		...(hasBlank ? [drawLine([], columns, look)] : []),
		drawRule(training === undefined ? words.validationLabels : words.trainingLabels, columns, look),
		...shown.map((support, index) => drawLine([
			['text', `     ${padEnd(truncate(support.row.name, name, look.glyphs.ellipsis), name)}  `],
			...drawBar(support.count / counted[0]!.count, bar, look.glyphs, {token: isFew(support) ? token : 'machine1'}),
			['text', figures[index]!],
			[token, isFew(support) ? sentence : ''],
		], columns, look)),
	];
}
