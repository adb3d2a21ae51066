import type {RunEvent, SourceEvent} from '../domain/event.ts';
import {readCount} from '../domain/possible-number.ts';
import type {RunCondition} from '../domain/run-status.ts';
import {conditionOf, endingOf, epochSecondsOf} from '../parse/run-ending.ts';
import type {RunFiles} from '../training/run-directory.ts';
import {readProbeRecords} from '../probe/read-records.ts';
import {readRunFacts, toEvidence, type RunFacts} from '../training/run-facts.ts';

/** How far the training is, as far as files can tell; the last validation is a part of the training. */
export type FilesPhase = RunCondition | 'final-validation';

/**
Files tell what was written and when; whether a process lives only who asked for it knows: `isRunning`. `now` is in milliseconds
since 1970.
*/
export function judgeFiles(files: RunFiles, facts: RunFacts, now: number, isRunning?: boolean): FilesPhase {
	const {settings, results, checkpoints} = files;
	const evidence = toEvidence(files, facts);
	const ending = endingOf(evidence);
	const condition = conditionOf({
		ending,
		completedEpochs: facts.records.length,
		isTableUnread: results?.isUnread,
		epochs: readCount(facts.settings.epochs),
		modifiedAt: Math.max(results?.modifiedAt ?? 0, settings?.modifiedAt ?? 0, ...checkpoints.map(({writtenAt}) => writtenAt ?? 0)),
		secondsPerEpoch: epochSecondsOf(evidence),
		isRunning,
	}, now);
	return condition === 'training' && ending?.condition === 'finished' ? 'final-validation' : condition;
}

/** The events that carry a phase to the state of the run. */
export function phaseEvents(phase: FilesPhase, directory: string, files: RunFiles, facts: RunFacts): RunEvent[] {
	const epochs = readCount(facts.settings.epochs);
	const started: RunEvent = {type: 'training-started', ...(epochs !== undefined && {epochs})};
	const open: RunEvent = {type: 'connection-changed', connection: {kind: 'open'}};
	const ended: RunEvent = {type: 'connection-changed', connection: {kind: 'ended'}};
	const saved: RunEvent[] = [{type: 'training-ended'}, {type: 'results-saved', path: directory}, ended];
	return {
		starting: [open],
		training: [started, open],
		unknown: epochs === undefined ? [started, ended] : [started, {type: 'process-seen', process: {isRunning: false}} as const, open],
		'final-validation': [started, {type: 'training-ended'} as const, {type: 'final-validation-started'} as const, open],
		finished: [started, ...saved],
		'stopped-early': [started, {type: 'early-stop-announced', ...endingOf(toEvidence(files, facts))?.earlyStop} as const, ...saved],
		interrupted: [started, ended],
		failed: [ended],
	}[phase];
}

/** Turns looks at the files of one run into events, each fact once. */
export type RunFileEvents = {
	/** What the files say; they are parsed again only when they have changed. */
	facts(files: RunFiles): RunFacts;
	/** What is new since the last look. */
	diff(files: RunFiles): readonly SourceEvent[];
	/** The same where nothing else tells of the run: where it is and how far it is, too. Events carry the time of their files. */
	diffWithPhase(files: RunFiles, phase: FilesPhase): readonly RunEvent[];
};

/** `directory` is how the events name the run. */
export function createRunFileEvents(directory: string): RunFileEvents {
	let read: {readonly files: RunFiles; readonly facts: RunFacts} | undefined;
	let last: RunFiles = {checkpoints: []};
	let lastPhase: FilesPhase | undefined;

	const isSameText = (one: RunFiles, other: RunFiles) => one.results?.text === other.results?.text && one.settings?.text === other.settings?.text && one.settings?.framework === other.settings?.framework;

	function facts(files: RunFiles): RunFacts {
		if (read === undefined || !isSameText(read.files, files)) {
			read = {files, facts: readRunFacts(files)};
		}

		return read.facts;
	}

	function diff(files: RunFiles): readonly SourceEvent[] {
		const {settings, records, framework, task} = facts(files);
		const kind = {runDirectory: directory, ...(framework !== undefined && {framework}), ...(task !== undefined && {task})};
		const before = last;
		last = files;
		const areSettingsNew = files.settings !== undefined && (files.settings.text !== before.settings?.text || files.settings.framework !== before.settings?.framework);
		const isTableNew = files.results !== undefined && files.results.text !== before.results?.text;
		const isProbeNew = files.probe !== undefined && files.probe.text !== before.probe?.text;
		const probe = isProbeNew ? readProbeRecords(files.probe.text) : undefined;
		const {checkpoints} = files;
		return [
			...(areSettingsNew ? [{type: 'settings-read', settings, ...kind} as const] : []),
			...(isTableNew ? [{type: 'history-read', records, ...kind} as const] : []),
			...(probe === undefined ? [] : [{type: 'probe-read', probe, runDirectory: directory} as const]),
			...(JSON.stringify(checkpoints) === JSON.stringify(before.checkpoints) ? [] : [{type: 'checkpoints-observed', checkpoints} as const]),
		];
	}

	return {
		facts,
		diff,
		diffWithPhase(files, phase) {
			const news = diff(files);
			const events: RunEvent[] = news.length === 0 ? [] : [{type: 'run-directory-announced', path: directory}, ...news];
			if (phase !== lastPhase) {
				lastPhase = phase;
				events.push(...phaseEvents(phase, directory, files, facts(files)));
			}

			const at = Math.max(files.results?.modifiedAt ?? 0, files.settings?.modifiedAt ?? 0);
			return at > 0 ? events.map(event => ({...event, at})) : events;
		},
	};
}
