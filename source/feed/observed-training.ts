import type {ContainerTraining} from '../training/find-trainings.ts';
import type {OutputEvent, RunEvent} from '../domain/event.ts';
import type {HiddenOutput, Observation} from '../domain/observation.ts';
import type {RunFiles} from '../training/run-directory.ts';
import {createRunReader, type RunReader} from '../training/run-reader.ts';
import type {RunFacts} from '../training/run-facts.ts';
import {openContainerRunFiles} from '../training/open-run-files.ts';
import {createContainerOutputFile} from './container-output-file.ts';
import type {ContainerReading} from './container-reading.ts';
import {createRunFileEvents, judgeFiles} from './run-file-events.ts';

export type ObservedTraining = {
	/** Looks for its run directory, unless that is known: it may have been made since the last look. */
	locate(signal: AbortSignal): Promise<void>;
	/** Delivers what it has printed into a file since the last call. */
	readOutput(signal: AbortSignal): Promise<void>;
	/** One look at the files. Rejects when the engine is away. */
	look(isRunning: boolean, signal: AbortSignal): Promise<void>;
	/** Reports its end, where its run directory is not known. */
	endUnlocated(): void;
	/** What its output says, where that is read too; what it says of its own course is not said again. */
	note(event: RunEvent): void;
};

export type ObservedTrainingOptions = {
	/** Undefined for a run that no process writes. */
	readonly training: ContainerTraining | undefined;
	/** Where it writes, absolute; undefined when it is not known yet. */
	readonly runDirectory: string | undefined;
	readonly output: HiddenOutput;
};

/** What only the output of a training that runs can say. */
const speaking: ReadonlySet<RunEvent['type']> = new Set<OutputEvent['type']>(['epoch-progressed', 'training-started', 'epoch-completed', 'validation-progressed']);

/**
A training that is followed by its process and its files, because its output cannot be read, or not from its beginning. The events
are those that the output would have brought, as far as the files tell.
*/
export function createObservedTraining({engine, details, trainings, output: {pipeline, emit}}: ContainerReading, {training, runDirectory, output}: ObservedTrainingOptions): ObservedTraining {
	const file = training?.output.kind === 'file' ? createContainerOutputFile(engine, details.id, training.output.path) : undefined;
	const {pid, startedAt} = training?.process ?? {};
	const process = {...(pid !== undefined && {pid}), ...(startedAt !== undefined && {startedAt})};
	let isSpeaking = false;
	let said: string | undefined;

	function observe(observation: Observation): void {
		const saying = JSON.stringify(observation);
		if (saying === said) {
			return;
		}

		said = saying;
		emit({type: 'training-observed', observation});
	}

	/** Where its files are; `opened` when they are looked at first. */
	let place = runDirectory;
	let opened: {readonly reader: RunReader; readonly changes: ReturnType<typeof createRunFileEvents>} | undefined;
	if (training !== undefined) {
		const {framework, task, options: settings} = training.training;
		emit({
			type: 'process-started', tool: 'train', framework: {name: framework}, task, settings,
		});
		observe({output, isRunning: true, ...process});
	}

	return {
		async locate(signal) {
			const found = place === undefined ? await trainings.list(signal) : [];
			place ??= found.find(other => other.process.pid === pid)?.runDirectory;
		},
		async readOutput(signal) {
			pipeline.output('stdout', await file?.read({signal}) ?? new Uint8Array());
			pipeline.flush();
		},
		async look(isRunning, signal) {
			if (place === undefined) {
				return;
			}

			opened ??= {
				reader: createRunReader(await openContainerRunFiles(engine, details, place, signal), {directory: place, isProbeWanted: true}), changes: createRunFileEvents(place),
			};
			const {reader, changes} = opened;
			const files = await reader.read({signal, isCheckpointRead: !isRunning});
			if (files.failure !== undefined) {
				throw files.failure as Error;
			}

			const facts = changes.facts(files);
			for (const event of changes.diffWithPhase(files, judgeFiles(files, facts, Date.now(), isRunning))) {
				// The end is known from the files, whatever the output has said of the course.
				const isCourse = event.type === 'training-started' || event.type === 'final-validation-started' || (event.type === 'training-ended' && isRunning);
				if (event.type !== 'connection-changed' && !(isCourse && isSpeaking)) {
					emit(event);
				}
			}

			const secondsPerEpoch = meanEpochSeconds(files, facts, training);
			observe({
				output, isRunning, ...process, ...(secondsPerEpoch !== undefined && {secondsPerEpoch}),
			});
		},
		endUnlocated() {
			if (place === undefined) {
				observe({output, isRunning: false});
			}
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
