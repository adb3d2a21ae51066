import path from 'node:path';
import {setTimeout as delay} from 'node:timers/promises';
import type {RunEvent} from '../domain/event.ts';
import type {Feed} from '../domain/feed.ts';
import type {Task} from '../domain/run.ts';
import {UserError} from '../domain/user-error.ts';
import {parseResultsCsv} from '../parse/results-csv.ts';
import {parseSettingsFile} from '../parse/settings-file.ts';
import {createRunFilesReader, isRunDirectory, type RunFiles} from './run-files.ts';
import {
	judgeFiles,
	phaseEvents,
	type FilesPhase,
	type RunFacts,
} from './run-files-events.ts';

const tasks: readonly Task[] = ['detect', 'segment', 'classify', 'pose', 'obb'];

/** The files change once an epoch. */
const defaultPollMs = 1000;

function readFacts({results, settings}: RunFiles): RunFacts {
	const {records, framework, task: taskOfColumns} = parseResultsCsv(results?.text ?? '');
	const values = parseSettingsFile(settings?.text ?? '');
	// Only args.yaml says it; the columns tell it for YOLOv5.
	const task = tasks.find(name => name === values.task) ?? taskOfColumns;
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

/**
The directory of a run without any output: results.csv, opt.yaml or args.yaml, and the checkpoints. Delivers events only,
no lines. With `isFollowing` it looks again every second until the signal aborts.

@param directory path as the person typed it; shown as the name.
@throws UserError `directory-not-a-run`.
*/
export function createDirectoryFeed(directory: string, {pollMs = defaultPollMs, now = Date.now}: {pollMs?: number; now?: () => number} = {}): Feed {
	const target = {kind: 'directory', name: directory, path: path.resolve(directory)} as const;
	return {
		target,
		async run(listener, {signal, isFollowing}) {
			if (!(await isRunDirectory(directory))) {
				throw new UserError('directory-not-a-run', {path: directory});
			}

			listener({events: [{type: 'target-described', target}], lines: []});
			const read = createRunFilesReader(directory);
			let said = '';
			let phase: FilesPhase | undefined;
			while (!signal.aborted) {
				const files = await read();
				const facts = readFacts(files);
				const events: RunEvent[] = [];
				const saying = JSON.stringify([facts, files.checkpoints]);
				if (saying !== said) {
					said = saying;
					events.push(...factEvents(facts, files, directory));
				}

				const judged = judgeFiles(files, facts, now());
				if (judged !== phase) {
					phase = judged;
					events.push(...phaseEvents(judged, directory, facts));
				}

				if (events.length > 0) {
					const at = Math.max(files.results?.modifiedAt ?? 0, files.settings?.modifiedAt ?? 0);
					listener({events: at > 0 ? events.map(event => ({...event, at})) : events, lines: []});
				}

				if (!isFollowing) {
					return;
				}

				try {
					await delay(pollMs, undefined, {signal});
				} catch {
					return;
				}
			}
		},
	};
}
