import {frameworkToName} from '../../domain/framework.ts';
import type {RunState} from '../../domain/run.ts';
import {bytesToBinaryText} from '../../format/bytes.ts';
import {displayWidth} from '../../format/display-width.ts';
import {count} from '../../format/number.ts';
import {shortenPath} from '../../format/short-path.ts';
import {selectRanks} from '../../run/select-ranks.ts';
import {selectStatus} from '../../run/select-status.ts';
import {
	drawEnds,
	drawLine,
	fitGroups,
	segmentsWidth,
	type Segment,
} from '../draw/line.ts';
import {toolBadge} from '../tool/draw-tool.ts';
import {wordsIn} from '../../words/words.ts';
import {machineSummary} from './machine-summary.ts';
import {timeSpan, type ScreenModel, type Size} from './model.ts';
import {lookOfStatus} from './status-look.ts';
import {targetName} from './target-name.ts';

/** What is watched and how it is: one to three lines. */
export function drawHeader(model: ScreenModel, {columns, rows}: Size): readonly string[] {
	const {look} = model;
	const separator: Segment = ['dim', ` ${look.glyphs.dot} `];
	const badge = drawBadge(model, columns);
	return [
		drawEnds(drawTarget(model, columns - (segmentsWidth(badge) === 0 ? 0 : segmentsWidth(badge) + 1)), badge, columns, look),
		drawLine(fitGroups(whatIsTrained(model, columns), columns, separator), columns, look),
		drawLine(fitGroups([...machineSummary(model.resources, {language: model.ui.language, look, isTraining: model.state.phase.kind === 'training'}), ...howItIsTrained(model)], columns, separator), columns, look),
	].slice(0, rows);
}

/** The status as mark and word. */
export function drawState(model: ScreenModel): readonly Segment[] {
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
	const {words, state, ui} = model;
	if (ui.activity !== undefined) {
		return [['tab', ` ${ui.activity} `]];
	}

	const ofTool = toolBadge(model);
	if (ofTool !== undefined) {
		return [['tab', ` ${ofTool} `]];
	}

	if (model.isSimulated) {
		const badge: readonly Segment[] = [['tab', ` ${words.simulated} `]];
		return columns >= 90 ? [['dim', `${words.simulatedHint} `], ...badge] : badge;
	}

	const {connection} = state;
	const isAway = connection.kind === 'reconnecting';
	return [[isAway ? 'dim' : 'accent', isAway ? connection.reason : ui.link ?? '']];
}

/** State and name; what kind of thing that is only where the name needs not be shortened for it below its half. */
function drawTarget(model: ScreenModel, columns: number): readonly Segment[] {
	const {look, state: {target}} = model;
	const state = [...drawState(model), ['text', '  ']] as const satisfies readonly Segment[];
	const kind = kindOf(model);
	const room = columns - segmentsWidth(state);
	const wanted = Math.min(displayWidth(target?.name ?? ''), Math.floor(room / 2));
	const shownKind = room - displayWidth(kind) >= wanted ? kind : '';
	return [...state, ['strong', targetName(target, Math.max(8, room - displayWidth(shownKind)), look.glyphs.ellipsis)], ['dim', shownKind]];
}

function kindOf({state: {target}, words}: ScreenModel): string {
	if (target === undefined || target.kind === 'demo') {
		return '';
	}

	// A container that was made from another one names its image by the digest.
	const image = target.kind === 'container' && target.image !== undefined ? ` ${target.image.replace(/^sha256:([\da-f]{12}).*$/, '$1')}` : '';
	const profile = target.kind === 'container' && target.profile !== undefined ? `, ${words.profile(target.profile)}` : '';
	return words.kindOfTarget(`${words.target[target.kind]}${image}${profile}`);
}

type Group = readonly Segment[];

function field(label: string, value: string | undefined): Group {
	return value === undefined || value === '' ? [] : [['label', `${label} `], ['text', value]];
}

function whatIsTrained({state, words, look, ui}: ScreenModel, columns: number): readonly Group[] {
	const {framework, task, settings, iteration} = state;
	const texts = wordsIn(ui.language).plain;
	const path = (text: string | undefined, share: number) => text === undefined ? undefined : shortenPath(text, Math.floor(columns * share), look.glyphs.ellipsis);
	const frameworkName = framework && frameworkToName(framework);
	const version = framework?.version === undefined ? '' : ` ${shortVersion(framework.version, columns)}`;
	return [
		frameworkName === undefined ? [] : [['accent', frameworkName], ['text', version]],
		task === undefined ? [] : [['text', words.task[task]]],
		iteration === undefined ? [] : [['strong', texts.iterationOf(String(iteration.index), iteration.count === undefined ? '' : String(iteration.count))]],
		field(words.field.runDirectory, path(state.runDirectory, columns < 60 ? 0.35 : 0.3)),
		field(words.field.model, baseName(settings.model ?? settings.cfg) ?? state.model?.name),
		field(words.field.data, baseName(settings.data)),
		field(words.field.weights, path(settings.weights, 0.3)),
	];
}

function howItIsTrained({state, words, resources, ui}: ScreenModel): readonly Group[] {
	const {settings, scans, model, container, resumedAt} = state;
	const ranks = selectRanks(state);
	const texts = wordsIn(ui.language).plain;
	const images = scans.train?.images === undefined && scans.val?.images === undefined
		? undefined
		: words.imagesOf(count(scans.train?.images), count(scans.val?.images));
	return [
		field(words.field.device, deviceText(state)),
		ranks === undefined ? [] : [['text', texts.processes(ranks.count === undefined ? '' : String(ranks.count))]],
		ranks?.failedRank === undefined ? [] : [['warning', texts.failedFirst(String(ranks.failedRank))]],
		field(words.field.batch, settings.batch_size ?? settings.batch),
		field(words.field.workers, settings.workers ?? state.dataLoaderWorkers?.toString()),
		field(words.field.imageSize, settings.imgsz ?? settings.img_size),
		field(words.field.images, images),
		field(words.field.sharedMemory, container?.shmSizeBytes === undefined || resources.sharedMemory !== undefined ? undefined : bytesToBinaryText(container.shmSizeBytes)),
		resumedAt.length === 0 ? [] : [['label', words.resumedAt(resumedAt.at(-1)!)]],
		field(words.field.parameters, model?.parameters === undefined ? undefined : count(model.parameters)),
		field(words.field.torch, state.torch),
	];
}

function deviceText({devices}: RunState): string | undefined {
	const [first] = devices;
	if (first === undefined) {
		return undefined;
	}

	const memory = first.memoryBytes === undefined ? '' : ` ${bytesToBinaryText(first.memoryBytes)}`;
	const more = devices.length > 1 ? ` x ${devices.length}` : '';
	return `${first.label}${first.name === undefined ? '' : ` ${first.name}`}${memory}${more}`;
}

/** What `git describe` says: of a release the release, and without room no commit. */
function shortVersion(version: string, columns: number): string {
	return version.replace(columns < 100 ? /(?:-0)?-g[\da-f]{7,}$/ : /-0-g[\da-f]{7,}$/, '');
}

/** Long paths of a data set or a model tell nothing more than their last part here. */
function baseName(path: string | undefined): string | undefined {
	return path === undefined || ['', 'None', 'null'].includes(path) ? undefined : path.split(/[/\\]/).at(-1);
}
