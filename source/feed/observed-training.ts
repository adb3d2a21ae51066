import type {ContainerTraining} from '../training/find-trainings.ts';
import type {OutputEvent, RunEvent} from '../domain/event.ts';
import type {HiddenOutput, Observation} from '../domain/run.ts';
import type {Engine} from '../engine/engine.ts';
import {createRunReader, type RunFiles} from '../training/run-directory.ts';
import type {RunFacts} from '../training/run-facts.ts';
import {containerRunFiles} from '../training/run-file-sources.ts';
import {createRunFileEvents, judgeFiles} from './run-file-events.ts';

export type ObservedTraining = {
	/** One look at the files and, unless `isRunning` is given, none at the process. Rejects when the engine is away. */
	look(isRunning: boolean, signal: AbortSignal): Promise<void>;
	/** What its output says, where that is read too; what it says of its own course is not said again. */
	note(event: RunEvent): void;
};

export type ObservedTrainingOptions = {
	readonly engine: Engine;
	readonly container: string;
	/** Where it writes, absolute. */
	readonly runDirectory: string;
	/** Undefined for a run that no process writes. */
	readonly training?: ContainerTraining;
	readonly output: HiddenOutput;
	readonly onEvent: (event: RunEvent) => void;
	readonly now: () => number;
};

/** What only the output of a training that runs can say. */
const speaking: ReadonlySet<RunEvent['type']> = new Set<OutputEvent['type']>(['epoch-progressed', 'training-started', 'epoch-completed', 'validation-progressed']);

/**
A training that is followed by its process and its files, because its output cannot be read, or not from its beginning. The events
are those that the output would have brought, as far as the files tell.
*/
export function createObservedTraining({engine, container, runDirectory, training, output, onEvent, now}: ObservedTrainingOptions): ObservedTraining {
	const reader = createRunReader(containerRunFiles(engine, container, runDirectory), {directory: runDirectory, isProbeWanted: true});
	const changes = createRunFileEvents(runDirectory);
	let isSpeaking = false;
	let said: string | undefined;

	function observe(files: RunFiles, facts: RunFacts, isRunning: boolean): void {
		const secondsPerEpoch = meanEpochSeconds(files, facts, training);
		const observation: Observation = {
			output,
			isRunning,
			...(training !== undefined && {pid: training.process.pid}),
			...(training?.process.startedAt !== undefined && {startedAt: training.process.startedAt}),
			...(secondsPerEpoch !== undefined && {secondsPerEpoch}),
		};
		const saying = JSON.stringify(observation);
		if (saying === said) {
			return;
		}

		said = saying;
		onEvent({type: 'training-observed', observation});
	}

	return {
		async look(isRunning, signal) {
			const files = await reader.read({signal, isCheckpointRead: !isRunning});
			if (files.failure !== undefined) {
				throw files.failure as Error;
			}

			const facts = changes.facts(files);
			for (const event of changes.diffWithPhase(files, judgeFiles(files, facts, now(), isRunning))) {
				// The end is known from the files, whatever the output has said of the course.
				const isCourse = event.type === 'training-started' || event.type === 'final-validation-started' || (event.type === 'training-ended' && isRunning);
				if (event.type !== 'connection-changed' && !(isCourse && isSpeaking)) {
					onEvent(event);
				}
			}

			observe(files, facts, isRunning);
		},
		note({type}) {
			isSpeaking ||= speaking.has(type);
		},
	};
}

/** The settings are written when the training begins, the table when an epoch ends; after a resume the rows are of several processes. */
function meanEpochSeconds({results, settings}: RunFiles, {records, settings: values}: RunFacts, training: ContainerTraining | undefined): number | undefined {
	const isResumed = training?.training.options.resume !== undefined || !['', 'false', 'null', undefined].includes(values.resume?.toLowerCase());
	const ms = (results?.modifiedAt ?? 0) - (settings?.modifiedAt ?? 0);
	return isResumed || settings === undefined || ms <= 0 || records.length === 0 ? undefined : ms / records.length / 1000;
}
