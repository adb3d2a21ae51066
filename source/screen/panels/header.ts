import {isInEpochs} from '../../domain/run-status.ts';
import {displayWidth, truncate} from '../../format/display-width.ts';
import {count} from '../../format/number.ts';
import {shortenPath} from '../../format/short-path.ts';
import {selectProbeStatus, selectProbeTrouble} from '../../run/select-probe.ts';
import {selectEpoch} from '../../run/select-progress.ts';
import {selectRanks} from '../../run/select-ranks.ts';
import {selectStatus} from '../../run/select-status.ts';
import {
	drawEnds,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import {toolBadge} from '../tool/draw-tool.ts';
import {clockText} from '../../words/watch.ts';
import {wordsIn} from '../../words/words.ts';
import {
	timeOfDay,
	timeSpan,
	type ScreenModel,
	type Size,
} from './model.ts';
import {baseName, deviceText, modelText} from './run-identity.ts';
import {originWords} from './origin-words.ts';
import {lookOfStatus} from './status-look.ts';
import {targetName} from './target-name.ts';
import {drawVerdict} from './verdict.ts';

/** From so many columns on the state has its word; below them its mark says it. */
const wordColumns = 60;

/** What the epoch takes behind the name. */
const epochColumns = 9;

/** What is watched and how it is, in one row: state, name, and what is trained with what, as much as fits. */
export function drawHeader(model: ScreenModel, {columns}: Size, isAlone = false): readonly string[] {
	const {look, state} = model;
	const badge = drawBadge(model, columns);
	const origin = originWords(model);
	const label: Group = origin === undefined ? [] : [['tab', ` ${origin.name} `]];
	// That a run is simulated or played again is said before the time is.
	const clock: Segment = ['dim', origin !== undefined && columns < wordColumns ? '' : ` ${timeOfDay(model, model.now)}`];
	const right = isAlone && model.ui.activity === undefined ? [...drawVerdict(model, Math.floor(columns / 3)), clock] : badge;
	const room = columns - (segmentsWidth(right) === 0 ? 0 : segmentsWidth(right) + 1);
	const epoch = selectEpoch(state);
	const lead: Group = [
		['text', columns < wordColumns ? '' : ' '],
		...(columns < wordColumns ? drawState(model).slice(0, 1).map(([token, text]): Segment => [token, text.split(' ', 1)[0]!]) : drawState(model)),
		['text', columns < wordColumns ? ' ' : '  '],
	];
	const name = drawName(model, room - segmentsWidth(lead) - (isAlone ? epochColumns + (origin === undefined ? 0 : segmentsWidth(label) + 2) : 0));
	const groups: readonly Group[] = [
		[...lead, ...name],
		...(isAlone ? [epoch === undefined ? [] : [['run1', `${epoch}`], ['dim', `/${state.epochs ?? '-'}`]] as const, label] : []),
	];
	const fixed = fitGroups(groups, room, ['text', '  ']);
	const left = room - segmentsWidth(fixed) - 2;
	const rest = isAlone ? [] : fitGroups(identity(model, columns).filter(group => segmentsWidth(group) <= left), left, ['faint', ` ${look.glyphs.dot} `]);
	return [drawEnds([...fixed, ...(rest.length === 0 ? [] : [['text', '  '] as const, ...rest])], right, columns, look)];
}

/** The status as mark and word. */
export function drawState(model: Pick<ScreenModel, 'state' | 'now' | 'look' | 'ui' | 'words'>): readonly Segment[] {
	const {state, now, look, ui, words} = model;
	const selected = selectStatus(state, now);
	const {status, isEnding, reason} = selected;
	const {token, mark} = lookOfStatus(selected);
	return [
		[token, `${look.glyphs.marks[mark]} ${wordsIn(ui.language).status[status]}`],
		['warning', isEnding === true ? ` (${words.stillEnding})` : ''],
		['warning', reason?.code === 'log-silent' ? ` (${words.waiting.logSilent(timeSpan(model, reason.silentMs))})` : ''],
		['warning', state.container?.status === 'removed' ? ` (${words.containerRemoved})` : ''],
		['warning', state.connection.kind === 'reconnecting' ? ` (${words.reconnecting})` : ''],
	];
}

function drawBadge(model: ScreenModel, columns: number): readonly Segment[] {
	const {state, ui} = model;
	if (ui.activity !== undefined) {
		// What is being done to the run is seen at every width, cut where it has to be.
		return [['tab', ` ${truncate(ui.activity, Math.max(8, Math.floor(columns * 0.6)), model.look.glyphs.ellipsis)} `]];
	}

	const ofTool = toolBadge(model);
	const origin = originWords(model);
	if (ofTool !== undefined) {
		return [['tab', ` ${origin === undefined ? '' : `${origin.name} ${model.look.glyphs.dot} `}${ofTool} `]];
	}

	if (origin !== undefined) {
		const badge: readonly Segment[] = [['tab', ` ${origin.name} `]];
		return columns >= 90 ? [['dim', `${origin.hint} `], ...badge] : badge;
	}

	const {connection} = state;
	const isAway = connection.kind === 'reconnecting';
	return [[isAway ? 'dim' : 'accent', isAway ? connection.reason : ui.link ?? '']];
}

/** The name, and what kind of thing that is only where the name needs not be shortened for it below its half. */
function drawName({look, words, state: {target}}: ScreenModel, columns: number): Group {
	const kind = target === undefined || target.kind === 'demo' || target.kind === 'container' ? '' : words.kindOfTarget(words.target[target.kind]);
	const wanted = Math.min(displayWidth(target?.name ?? ''), Math.floor(columns / 2));
	const shownKind = columns - displayWidth(kind) >= wanted && columns >= wordColumns ? kind : '';
	return [['strong', targetName(target, Math.max(8, Math.min(columns, nameColumns) - displayWidth(shownKind)), look.glyphs.ellipsis)], ['dim', shownKind]];
}

/** A longer name would leave nothing for what is trained. */
const nameColumns = 48;

type Group = readonly Segment[];

function field(label: string, value: string | undefined): Group {
	return value === undefined || value === '' ? [] : [['label', `${label} `], ['text', value]];
}

/** What is trained with what, the more important first. */
function identity(model: ScreenModel, columns: number): readonly Group[] {
	const {state, words, look, ui, now} = model;
	const {task, settings, iteration, scans, resumedAt, model: summary} = state;
	const texts = wordsIn(ui.language).plain;
	const ranks = selectRanks(state);
	const images = scans.train?.images === undefined && scans.val?.images === undefined ? '' : ` ${words.imagesOf(count(scans.train?.images), count(scans.val?.images))}`;
	const name = modelText(state);
	const startedAt = state.observation?.startedAt ?? state.process?.startedAt ?? state.container?.startedAt;
	const isGoing = isInEpochs(selectStatus(state, now).status);
	return [
		drawWatch(model),
		name === '' ? [] : [['text', name]],
		task === undefined ? [] : [['text', words.task[task]]],
		iteration === undefined ? [] : [['strong', texts.iterationOf(String(iteration.index), iteration.count === undefined ? '' : String(iteration.count))]],
		state.runDirectory === undefined ? [] : [['text', shortenPath(state.runDirectory, Math.max(12, Math.floor(columns * 0.22)), look.glyphs.ellipsis)]],
		baseName(settings.data) === undefined ? [] : [['text', baseName(settings.data)!], ['dim', columns >= 150 ? images : '']],
		field(words.field.batch, settings.batch_size ?? settings.batch),
		field(words.field.imageSize, settings.imgsz ?? settings.img_size),
		[['text', deviceText(state)]],
		ranks === undefined ? [] : [['text', texts.processes(ranks.count === undefined ? '' : String(ranks.count))]],
		ranks?.failedRank === undefined ? [] : [['warning', texts.failedFirst(String(ranks.failedRank))]],
		drawProbe(model),
		field(words.field.workers, settings.workers ?? state.dataLoaderWorkers?.toString()),
		resumedAt.length === 0 ? [] : [['label', words.resumedAt(resumedAt.at(-1)!)]],
		startedAt === undefined || !isGoing ? [] : [['label', `${words.field.up} `], ['text', timeSpan(model, Math.floor((now - startedAt) / 60_000) * 60_000)]],
		field(words.field.parameters, summary?.parameters === undefined ? undefined : count(summary.parameters)),
		field(words.field.torch, state.torch),
	];
}

/** That the run is kept going, and until when it may train. */
function drawWatch({watch, ui, now}: ScreenModel): Group {
	if (watch === undefined) {
		return [];
	}

	const words = wordsIn(ui.language).watch;
	const parts = [...(watch.max === 0 ? [] : [words.header(String(watch.used), String(watch.max))]), ...(watch.until === undefined ? [] : [words.headerUntil(clockText(watch.until, now))])];
	const [token, text] = watch.isWatched ? ['accent', parts.join(', ')] as const : ['warning', words.unwatchedMark] as const;
	return text === '' ? [] : [[token, text]];
}

/** That more is recorded than the output says, or that what was meant to be is not. */
function drawProbe({state, words}: ScreenModel): Group {
	const trouble = selectProbeTrouble(state);
	if (trouble !== undefined) {
		return [['warning', words.probe[trouble]]];
	}

	return selectProbeStatus(state) === 'on' ? [['label', words.probe.on]] : [];
}
