import {isMoreSevere, type Diagnosis, type Severity} from '../checks/diagnosis.ts';
import type {RunEvent} from '../domain/event.ts';
import {toPrintable} from '../domain/printable.ts';
import type {EpochRecord, RunState} from '../domain/run.ts';
import {isInEpochs, type RunStatus} from '../domain/run-status.ts';
import {isSameEpochRun} from '../run/history.ts';
import {selectEta} from '../run/select-eta.ts';
import {selectEpochFraction} from '../run/select-progress.ts';
import {selectStatus} from '../run/select-status.ts';
import type {RuleId} from '../words/diagnoses/rule-meanings.ts';
import {labelled} from '../words/punctuation.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {classTable, metricsLine} from './class-table.ts';
import {diagnosisToLines} from './diagnosis-text.ts';
import {epochLine, progressLine} from './epoch-line.ts';
import {frameworkToText} from './framework-text.ts';
import {reasonToText} from './reason-text.ts';
import {createToolLines} from './tool-lines.ts';

/** Turns what happens into lines for a pipe or a log: one for each epoch and each change of status, and some of the progress. */
export type PlainLines = {
	/** Takes the events of a batch and the state after them; `now` in milliseconds since 1970 gives the time that is left. */
	push(events: readonly RunEvent[], state: RunState, now: number): string[];
	/** Gives the diagnoses that were not told yet, or were told as less severe. A new process starts anew. */
	diagnose(diagnoses: readonly Diagnosis[]): string[];
	/** Gives what is only said at the end: the per-class table and the last status, where they were not said yet. */
	end(state: RunState, now: number): string[];
};

const maxColumns = 100;
/** In a slow epoch a line now and then shows that it moves; more would bury the epochs. */
const progressStep = 0.1;

/** Creates the formatter of one run. */
export function createPlainLines(language: Language): PlainLines {
	const texts = wordsIn(language).plain;
	const tool = createToolLines(language, maxColumns);
	let hasTitle = false;
	let header = '';
	let runDirectory: string | undefined;
	let status: RunStatus | undefined;
	let wasSilent = false;
	let classes: RunState['classes'] = [];
	/** What was printed of the present process, and of those before it. */
	let epochs = new Map<number, EpochRecord>();
	let epochsBefore = new Map<number, EpochRecord>();
	let progress = {epoch: 0, steps: 0};
	let told = new Map<RuleId, Severity>();

	const titleLines = ({target}: RunState): string[] => {
		if (hasTitle || target === undefined) {
			return [];
		}

		hasTitle = true;
		return [`${target.name} · ${texts.targetKinds[target.kind]}`];
	};

	const runLines = (state: RunState): string[] => {
		if (state.runDirectory === undefined || state.runDirectory === runDirectory) {
			return [];
		}

		runDirectory = state.runDirectory;
		return [[texts.runStarted(runDirectory), frameworkToText(state.framework), state.task === undefined ? undefined : wordsIn(language).task[state.task]].filter(part => part !== undefined).join(' · ')];
	};

	const epochLines = (record: EpochRecord, state: RunState, now: number): string[] => {
		const known = epochs.get(record.epoch) ?? epochsBefore.get(record.epoch);
		if (known !== undefined && isSameEpochRun(known, record)) {
			return [];
		}

		epochs.set(record.epoch, record);
		progress = {epoch: record.epoch, steps: 0};
		// The time that is left is only true of the newest epoch.
		const eta = record.epoch === state.history.at(-1)?.epoch ? selectEta(state, now) : undefined;
		const row = epochLine(record, state.epochs, eta?.leftMs, texts);
		const isNewHeader = row.header !== header;
		header = row.header;
		return isNewHeader ? [row.header, row.line] : [row.line];
	};

	const eventLines = (event: RunEvent, state: RunState, now: number): string[] => {
		if (event.type === 'process-started' && event.tool === 'train') {
			epochsBefore = new Map([...epochsBefore, ...epochs]);
			epochs = new Map();
			told = new Map();
			progress = {epoch: 0, steps: 0};
		}

		if (event.type === 'iteration-reported' && !event.iteration.isComplete) {
			const {index, count} = event.iteration;
			return [texts.iterationOf(String(index), count === undefined ? '' : String(count))];
		}

		if (event.type === 'training-resumed') {
			return [texts.resumed(String(event.epoch))];
		}

		if (event.type === 'epoch-completed') {
			return epochLines(event.record, state, now);
		}

		return event.type === 'history-read'
			? event.records.filter(({epoch}) => !epochs.has(epoch)).flatMap(record => epochLines(record, state, now))
			: [];
	};

	const progressLines = (state: RunState): string[] => {
		const {epoch = 0} = state.progress ?? {};
		const fraction = selectEpochFraction(state) ?? 0;
		const steps = Math.floor(fraction / progressStep);
		const isFurther = epoch > progress.epoch ? steps > 0 : epoch === progress.epoch && steps > progress.steps;
		if (!isFurther || state.progress === undefined || fraction >= 1 || epochs.has(epoch)) {
			return [];
		}

		progress = {epoch, steps};
		return [progressLine(state.progress, state.epochs, fraction, texts)];
	};

	const statusLines = (state: RunState, now: number): string[] => {
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

	const classLines = (state: RunState): string[] => {
		if (state.classes === classes) {
			return [];
		}

		classes = state.classes;
		return classTable(state.lastValidation, classes, texts, maxColumns);
	};

	return {
		push: (events, state, now) => [
			...titleLines(state),
			...runLines(state),
			...events.flatMap(event => eventLines(event, state, now)),
			...progressLines(state),
			...tool.push(events),
			...(state.phase.kind === 'finished' ? classLines(state) : []),
			...statusLines(state, now),
		].map(line => toPrintable(line)),
		diagnose(diagnoses) {
			const fresh = diagnoses.filter(({rule, severity}) => {
				const before = told.get(rule);
				return before === undefined || isMoreSevere(severity, before);
			});
			for (const {rule, severity} of fresh) {
				told.set(rule, severity);
			}

			return fresh.flatMap(diagnosis => diagnosisToLines(diagnosis, language)).map(line => toPrintable(line));
		},
		end: (state, now) => [
			...(state.isFinalValidation && state.lastValidation && state.classes.length === 0
				? [labelled(texts.finalResult, metricsLine(state.lastValidation.metrics), language)]
				: []),
			...(state.toolRun !== undefined && state.history.length === 0 ? [] : classLines(state)),
			...tool.end(state),
			...statusLines(state, now),
		].map(line => toPrintable(line)),
	};
}
