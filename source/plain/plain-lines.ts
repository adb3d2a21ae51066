import {isMoreSevere, type Diagnosis, type Severity} from '../checks/diagnosis.ts';
import type {RunEvent} from '../domain/event.ts';
import {toPrintable} from '../domain/printable.ts';
import type {RunState} from '../domain/run.ts';
import type {RuleId} from '../words/diagnoses/rule-meanings.ts';
import {labelled} from '../words/punctuation.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {classTable, metricsLine} from './class-lines.ts';
import {diagnosisToLines} from './diagnosis-text.ts';
import {createEpochLines} from './epoch-lines.ts';
import {frameworkToText} from './framework-text.ts';
import {createStatusLines} from './status-lines.ts';
import {createToolLines} from './plain-tool-lines.ts';

/** Turns what happens into lines for a pipe or a log: one for each epoch and each change of status, and some of the progress. */
export type PlainLines = {
	/** Takes the events of a batch and the state after them; `now` in milliseconds since 1970 gives the time that is left. */
	push(events: readonly RunEvent[], state: RunState, now: number): string[];
	/** Gives the diagnoses that were not reported yet, or were reported as less severe. A new process starts over. */
	diagnose(diagnoses: readonly Diagnosis[]): string[];
	/** Gives what is only said at the end: the per-class table and the last status, where they were not said yet. */
	end(state: RunState, now: number): string[];
};

const maxColumns = 100;

/** Creates the formatter of one run. */
export function createPlainLines(language: Language): PlainLines {
	const texts = wordsIn(language).plain;
	const tool = createToolLines(language, maxColumns);
	const epochs = createEpochLines(language);
	const diagnosing = createDiagnosisLines(language);
	const statusLines = createStatusLines(language);
	let hasTitle = false;
	let runDirectory: string | undefined;
	let classes: RunState['classes'] = [];

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

	const eventLines = (event: RunEvent, state: RunState, now: number): string[] => {
		if (event.type === 'process-started' && event.tool === 'train') {
			epochs.begin();
			diagnosing.begin();
		}

		if (event.type === 'iteration-reported' && !event.iteration.isComplete) {
			const {index, count} = event.iteration;
			return [texts.iterationOf(String(index), count === undefined ? '' : String(count))];
		}

		if (event.type === 'training-resumed') {
			return [texts.resumed(String(event.epoch))];
		}

		const records = event.type === 'epoch-completed' ? [event.record] : (event.type === 'history-read' ? event.records.filter(({epoch}) => !epochs.has(epoch)) : []);
		return records.flatMap(record => epochs.completed(record, state, now));
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
			...epochs.progress(state),
			...tool.push(events),
			...(state.phase.kind === 'finished' ? classLines(state) : []),
			...statusLines(state, now),
		].map(line => toPrintable(line)),
		diagnose: diagnoses => diagnosing.lines(diagnoses).map(line => toPrintable(line)),
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

/** Says each diagnosis of a process once, and again when it has become more severe. */
function createDiagnosisLines(language: Language) {
	let said = new Map<RuleId, Severity>();
	return {
		/** A new process begins. */
		begin(): void {
			said = new Map();
		},
		lines(diagnoses: readonly Diagnosis[]): string[] {
			const fresh = diagnoses.filter(({rule, severity}) => {
				const before = said.get(rule);
				return before === undefined || isMoreSevere(severity, before);
			});
			for (const {rule, severity} of fresh) {
				said.set(rule, severity);
			}

			return fresh.flatMap(diagnosis => diagnosisToLines(diagnosis, language));
		},
	};
}
