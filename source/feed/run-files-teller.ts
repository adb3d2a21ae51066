import type {RunEvent} from '../domain/event.ts';
import type {Framework} from '../domain/framework.ts';
import {toTask} from '../domain/task.ts';
import {parseResultsCsv} from '../parse/results-csv.ts';
import {parseSettingsFile} from '../parse/settings-file.ts';
import type {RunFiles} from '../training/run-files.ts';
import {phaseEvents, type FilesPhase, type RunFacts} from './run-files-events.ts';

/** Turns looks at the files of one run into events, each fact once. */
export type RunFilesTeller = {
	/** What is new since the last look. `judge` says how far the training is. */
	tell(files: RunFiles, judge: (files: RunFiles, facts: RunFacts) => FilesPhase): readonly RunEvent[];
};

/** The settings' file tells it before there are any rows. */
function frameworkOf(settings: RunFiles['settings']): Framework | undefined {
	return settings?.framework === undefined ? undefined : {name: settings.framework};
}

export function readFacts({results, settings}: RunFiles): RunFacts {
	const {records, framework = frameworkOf(settings), task: taskOfColumns} = parseResultsCsv(results?.text ?? '');
	const values = parseSettingsFile(settings?.text ?? '');
	// Only args.yaml says it; the columns tell it for YOLOv5.
	const task = toTask(values.task) ?? taskOfColumns;
	return {
		settings: values,
		records,
		...(framework !== undefined && {framework}),
		...(task !== undefined && {task}),
	};
}

function factEvents({settings, records, framework, task}: RunFacts, {checkpoints}: RunFiles, directory: string): RunEvent[] {
	const kind = {...(framework !== undefined && {framework}), ...(task !== undefined && {task})};
	return [
		{type: 'run-directory-announced', path: directory},
		{
			type: 'settings-read', settings, runDirectory: directory, ...kind,
		},
		{type: 'history-read', records, ...kind},
		{type: 'checkpoints-observed', checkpoints},
	];
}

/** `directory` is how the events name the run. Events carry the time of the files they come from. */
export function createRunFilesTeller(directory: string): RunFilesTeller {
	let said = '';
	let phase: FilesPhase | undefined;
	return {
		tell(files, judge) {
			const facts = readFacts(files);
			const events: RunEvent[] = [];
			const saying = JSON.stringify([facts, files.checkpoints]);
			if (saying !== said) {
				said = saying;
				events.push(...factEvents(facts, files, directory));
			}

			const judged = judge(files, facts);
			if (judged !== phase) {
				phase = judged;
				events.push(...phaseEvents(judged, directory, files, facts));
			}

			const at = Math.max(files.results?.modifiedAt ?? 0, files.settings?.modifiedAt ?? 0);
			return at > 0 ? events.map(event => ({...event, at})) : events;
		},
	};
}
