import {leadingMetric} from '../../../domain/metric.ts';
import {metric} from '../../../format/number.ts';
import type {RunGroup} from '../../../run/run-groups.ts';
import {drawLine, type Segment} from '../../draw/line.ts';
import {timeSpan, type ScreenModel} from '../../panels/model.ts';
import {groupName} from '../../../words/group-name.ts';
import {joinSentences, labelled} from '../../../words/punctuation.ts';
import {wordsIn} from '../../../words/words.ts';
import {rowName} from './run-rows.ts';

/** What the rows of a group have in common, for a person. */
export const headName = ({value}: Pick<RunGroup, 'value'>, {ui}: Pick<ScreenModel, 'ui'>): string => groupName(value, ui.runs.group, ui.language);

/** Columns for the name of the best run. */
const bestColumns = 24;

/** The head of a group: its name, how many runs, and the best of them; of a host that does not answer since when, why, and what to do. */
export function drawHead(head: RunGroup, isFolded: boolean, isChosen: boolean, model: ScreenModel, columns: number): string {
	const {look, now} = model;
	const texts = wordsIn(model.ui.language).runsScreen;
	const {dot, best: bestMark, folded, horizontal} = look.glyphs;
	const best = head.rows.find(({key}) => key === head.best);
	const value = best?.run?.best?.metrics[leadingMetric(best.run.best.metrics).name];
	const counts = [...(head.failure !== undefined && head.rows.length === 0 ? [] : [texts.runCount(head.rows.length)]), ...(head.training > 0 ? [texts.trainingCount(head.training)] : []), ...(head.waiting > 0 ? [texts.waitingCount(head.waiting)] : [])].join(` ${dot} `);
	const away = head.failure && `  ${labelled(head.at === undefined ? texts.noAnswer : texts.noAnswerSince(timeSpan(model, now - head.at)), joinSentences([head.failure.message, head.failure.hint], model.ui.language), model.ui.language)}`;
	const segments: readonly Segment[] = [
		['accent', `${isChosen ? look.glyphs.chosen : ' '} ${isFolded ? folded : horizontal} `],
		['strong', headName(head, model)],
		['dim', counts === '' ? '' : `  ${counts}`],
		...(away === undefined ? [] : [['warning', away] as const]),
		...(best === undefined || away !== undefined ? [] : [['dim', `  ${bestMark} `], ['strong', metric(value)], ['dim', ` ${rowName(best, bestColumns, head.rows)}`]] as const),
	];
	return drawLine(segments, columns, isChosen ? look.chosen : look);
}
