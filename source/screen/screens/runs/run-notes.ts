import {diagnose} from '../../../checks/diagnose.ts';
import {gatherFacts} from '../../../checks/gather-facts.ts';
import type {RunState} from '../../../domain/run.ts';
import type {RunDetails} from '../../../domain/run-list.ts';
import {isOver, type RunStatus} from '../../../domain/run-status.ts';
import {initialResources} from '../../../run/resources.ts';
import type {RunListRow} from '../../../run/run-list.ts';
import {wordsIn, type Language} from '../../../words/words.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {Segment} from '../../draw/line.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {describeOutcome} from '../../panels/outcome.ts';
import {jobReasonSentence} from '../../panels/job-reason.ts';
import {statusOfJob} from '../../../run/job-status.ts';
import {statusLooks} from '../../panels/status-look.ts';
import {
	chosenIndex,
	markedRows,
	rowName,
	runLines,
	runRows,
} from './run-rows.ts';
import {headName} from './draw-head.ts';
import {stateOf} from './column-facts.ts';

/** A run whose end wants an explanation: it is over before it was finished, or nobody knows. */
export function hasEndedBadly(status: RunStatus): boolean {
	return status === 'unknown' || (isOver(status) && status !== 'finished' && status !== 'stopped-early');
}

/** The chosen run and the marked ones that came to no good end. */
export function rowsToExplain(model: Pick<ScreenModel, 'runList' | 'ui' | 'now'>): readonly RunListRow[] {
	const lines = runLines(model);
	const chosen = lines[chosenIndex(lines, model.ui.runs.chosen)];
	const marked = markedRows(model).filter(({key}) => key !== chosen?.key);
	return [...(chosen === undefined || chosen.head !== undefined ? [] : [chosen]), ...marked].filter(row => hasEndedBadly(stateOf(row)) || stateOf(row) === 'queued');
}

/** Why they ended, each in as many lines as its sentence needs: mark, name, reason. */
export function drawNotes(model: ScreenModel, columns: number): ReadonlyArray<readonly string[]> {
	const {look, ui} = model;
	const rows = runRows(model);
	const lines = runLines(model);
	const {head} = lines[chosenIndex(lines, ui.runs.chosen)] ?? {};
	const ofHost = head?.failure === undefined ? [] : [wrapText([['warning', `${headName(head, model)}: ${head.failure.message} ${head.failure.hint}`]], columns, look)];
	return [...ofHost, ...rowsToExplain(model).map(row => {
		const {token, mark} = statusLooks[stateOf(row)];
		return wrapText([[token, `${look.glyphs.marks[mark]} ${rowName(row, 18, rows)}: ${whyEnded(row, model)}`]], columns, look);
	})];
}

/** In one sentence why a run ended: what is known to be wrong, else how its output or its files end. */
export function whyEnded(row: RunListRow, model: ScreenModel): string {
	const texts = wordsIn(model.ui.language).runsScreen;
	const ofJob = row.job && jobReasonSentence(wordsIn(model.ui.language).jobs, statusOfJob(row.job).reason);
	if (ofJob !== undefined) {
		return ofJob;
	}

	const details = model.runList.details[row.key];
	if (details !== undefined && 'failure' in details) {
		return texts.unreadable(details.failure);
	}

	return details === undefined ? fromFiles(row, model) : fromState(details, model) ?? fromFiles(row, model);
}

/** What the list alone knows. */
function fromFiles({run}: RunListRow, {ui}: ScreenModel): string {
	const texts = wordsIn(ui.language).runsScreen;
	return run === undefined || run.completedEpochs === 0 ? texts.noEpoch : texts.endedAfter(String(run.completedEpochs), String(run.epochs ?? ''));
}

const known = new WeakMap<RunState, {readonly language: Language; readonly what: string | undefined}>();

function fromState({state}: Exclude<RunDetails, {readonly failure: string}>, model: ScreenModel): string | undefined {
	const {language} = model.ui;
	const before = known.get(state);
	if (before?.language === language) {
		return before.what;
	}

	const [worst] = diagnose(gatherFacts({
		run: state, now: model.now, container: undefined, resources: initialResources,
	}), language);
	const outcome: readonly Segment[] = describeOutcome({...model, state})[0] ?? [];
	const text = worst?.severity === 'error' ? worst.what : outcome.map(([, part]) => part).join('').trim();
	const what = text === '' ? undefined : text;
	known.set(state, {language, what});
	return what;
}
