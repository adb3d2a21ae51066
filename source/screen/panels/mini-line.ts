import {leadingMetric} from '../../domain/metric.ts';
import {bytesToFrameworkText} from '../../format/bytes.ts';
import {lossInColumn, metric} from '../../format/number.ts';
import {selectReservedMemory} from '../../run/select-reserved-memory.ts';
import {selectEta} from '../../run/select-eta.ts';
import {selectEpoch, selectRunFraction} from '../../run/select-progress.ts';
import {selectLossNames} from '../../run/select-series.ts';
import {selectStatus} from '../../run/select-status.ts';
import {drawLine, fitGroups, type Segment} from '../draw/line.ts';
import {wordsIn} from '../../words/words.ts';
import {percent} from '../../words/percent.ts';
import {timeSpan, type ScreenModel} from './model.ts';
import {originWords} from './origin-words.ts';
import {lookOfStatus} from './status-look.ts';

type Group = readonly Segment[];

/** What the one line is drawn from. */
export type MiniModel = Pick<ScreenModel, 'state' | 'now' | 'look' | 'words' | 'ui' | 'isSimulated' | 'isReplay'>;

/** The run in one line: state, epoch, time left, quality, losses and memory, as many as fit, the most important first. */
export function drawMiniLine(model: MiniModel, columns: number): string {
	const origin = originWords(model);
	const separator: Segment = ['dim', columns >= 60 ? ` ${model.look.glyphs.dot} ` : ' '];
	return drawLine(fitGroups([
		[...stateGroup(model, columns >= 30), ['text', ' '], ...epochGroup(model)],
		origin === undefined ? [] : [['tab', origin.name]],
		...figureGroups(model),
	], columns, separator), columns, model.look);
}

/** The figures of the run for a line of their own. */
export function figureGroups({state, now, words, ui}: MiniModel): readonly Group[] {
	const eta = selectEta(state, now);
	const metrics = state.lastValidation?.metrics ?? state.history.at(-1)?.metrics;
	const lead = leadingMetric(metrics);
	const memory = state.progress === undefined ? undefined : selectReservedMemory(state);
	return [
		eta === undefined ? [] : [['strong', words.timeLeft(timeSpan({ui}, eta.leftMs))]],
		metrics === undefined ? [] : [['label', `${lead.label} `], ['strong', metric(metrics[lead.name])]],
		memory === undefined ? [] : [['text', words.gpuMemoryShort(bytesToFrameworkText(memory))]],
		...lossGroups(state),
	];
}

function lossGroups(state: MiniModel['state']): readonly Group[] {
	return selectLossNames(state).map((name): Group => [['label', `${name} `], ['text', lossInColumn(state.progress?.losses[name] ?? state.history.at(-1)?.losses[name])]]);
}

/** Mark and word of the state; without room the mark alone. */
function stateGroup({state, now, look, ui}: MiniModel, hasWord: boolean): Group {
	const selected = selectStatus(state, now);
	const {token, mark} = lookOfStatus(selected);
	return [[token, `${look.glyphs.marks[mark]}${hasWord ? ` ${wordsIn(ui.language).status[selected.status]}` : ''}`]];
}

function epochGroup({state, ui}: MiniModel): Group {
	const fraction = selectRunFraction(state);
	const epoch = selectEpoch(state);
	return epoch === undefined ? [] : [['strong', `${epoch}/${state.epochs ?? '-'}`], ['accent', fraction === undefined ? '' : ` ${percent(fraction, ui.language)}`]];
}
