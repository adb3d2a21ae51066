import {statSync} from 'node:fs';
import {rename, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {TrainingSignal} from '../../engine/engine.ts';
import {quoteWord} from '../../domain/shell-quote.ts';
import {probeRequest} from '../../training/run-file-names.ts';
import {hostRunFiles} from '../../training/run-file-sources.ts';
import {openFilePieces, readFileEnd} from '../../files/regular-file.ts';
import type {CheckpointInspection} from '../../training/checkpoint/checkpoint-inspection.ts';
import {inspectPieces} from '../../training/checkpoint/inspect-pieces.ts';
import {isResumable} from '../resume/resume-command.ts';
import {findTrainingProcesses} from '../../training/training-process.ts';
import {findHostWriter} from '../../training/find-writer.ts';
import {listProcessTree} from '../../training/local-processes.ts';
import type {FileMark} from './stop-after-epoch.ts';
import {isUnchanged} from './checkpoint-guard.ts';
import type {GuardRequest} from './guard.ts';
import {runProcessGuard} from './process-guard.ts';
import {
	firstTable,
	resultsFiles,
	type CheckpointMarks,
	type FoundTraining,
	type TrainingAccess,
} from './training-access.ts';

export type ProcessAccessOptions = {
	/** The process that yolotop has started; the leader of its own process group. */
	readonly pid: number;
	/** What a person calls it. */
	readonly name: string;
	/** Where it was started, absolute. */
	readonly directory: string;
	getState(): RunState;
};

const requestOf = ({startTicks, runDirectory, ...training}: FoundTraining): Pick<GuardRequest, 'pid' | 'startTicks' | 'runDirectory'> => ({pid: training.pid!, startTicks: startTicks ?? 0, runDirectory: runDirectory!});

/** Where a training of this machine is found, and who gets its signals. */
type HostTrainingAccess = Pick<TrainingAccess, 'name' | 'find'> & {
	/** Whether all of its process group get a signal, as by Ctrl-C in a terminal. */
	isGroup(training: FoundTraining): boolean;
};

/** A training that runs as a process of this machine, started by yolotop: below its process, or that process itself. */
export function createProcessAccess({pid, name, directory, getState}: ProcessAccessOptions): TrainingAccess {
	return createHostAccess({
		name,
		// Where the training itself is not known.
		isGroup: training => training.pid === pid,

		async find() {
			if (!isAlive(pid)) {
				throw new UserError('process-not-training', {name});
			}

			const {runDirectory} = getState();
			const own = await listProcessTree(pid);
			const [training] = findTrainingProcesses(own ?? []);
			const target = training?.launcher ?? training?.process ?? own?.find(candidate => candidate.pid === pid);
			return {
				pid: target?.pid ?? pid,
				startTicks: target?.startTicks,
				isInterruptIgnored: target?.isInterruptIgnored ?? false,
				...(training !== undefined && {isResumable: isResumable(training.training)}),
				runDirectory: runDirectory === undefined ? undefined : path.resolve(training?.process.directory ?? directory, runDirectory),
			};
		},
	});
}

/**
Whatever process of this machine trains into a run directory, started by anybody. It is looked for anew each time, by the files that it has
open and the settings that it wrote, and only the training itself gets a signal: what else its terminal runs is not yolotop's.
*/
export function createWriterAccess({name, directory}: {readonly name: string; /** Absolute. */ readonly directory: string}): TrainingAccess {
	return createHostAccess({
		name,
		isGroup: () => false,

		async find() {
			const writer = await findHostWriter(directory);
			const tree = writer?.pid === undefined ? undefined : await listProcessTree(writer.pid);
			const training = findTrainingProcesses(tree ?? []).find(({process: {pid}}) => pid === writer?.pid);
			if (training === undefined) {
				throw new UserError('process-not-training', {name});
			}

			const {pid, startTicks, isInterruptIgnored} = training.launcher ?? training.process;
			return {
				pid, startTicks, isInterruptIgnored, isResumable: isResumable(training.training), runDirectory: directory,
			};
		},
	});
}

function createHostAccess({name, find, isGroup}: HostTrainingAccess): TrainingAccess {
	const isGone = async ({pid, startTicks}: FoundTraining): Promise<boolean> => {
		if (!isAlive(pid!)) {
			return true;
		}

		// One whose parent does not fetch its exit code stays in the list.
		const processes = await listProcessTree(pid!);
		const current = processes?.find(candidate => candidate.pid === pid);
		return processes !== undefined && (current === undefined || current.state === 'Z' || (startTicks !== undefined && current.startTicks !== startTicks));
	};

	return {
		...runFilesAccess,
		name,
		find,
		isGone,

		async send(training, trainingSignal, {seen}) {
			// Its number may be that of another process by now.
			if (await isGone(training)) {
				return 'sent';
			}

			// Without a pause between the look and the signal.
			if (seen !== undefined && training.runDirectory !== undefined && !isUnchanged(seen, readMarks(training.runDirectory))) {
				return 'writing';
			}

			try {
				process.kill(isGroup(training) ? -training.pid! : training.pid!, trainingSignal);
			} catch (error) {
				const {code} = error as NodeJS.ErrnoException;
				if (code === 'EPERM') {
					throw new UserError('process-of-another', {name, pid: String(training.pid)}, {cause: error});
				}

				if (code !== 'ESRCH') {
					throw error;
				}
			}

			return 'sent';
		},

		async sendAtRest(training, trainingSignal, {isAfterEpoch, epochs, isUnsaved, signal, onLook, onSend}) {
			return runProcessGuard({
				mode: 'end', ...requestOf(training), trainingSignal, isGroup: isGroup(training), isAfterEpoch, epochs, isUnsaved,
			}, {signal, onLook, onSent: onSend});
		},

		async look(training, signal) {
			const {look} = training.runDirectory === undefined
				? {}
				: await runProcessGuard({
					mode: 'look', ...requestOf(training), isAfterEpoch: false, isUnsaved: false,
				}, {signal});
			return look;
		},

		command: (training, trainingSignal: TrainingSignal) => ['kill', `-${trainingSignal.slice('SIG'.length)}`, String(isGroup(training) ? -training.pid! : training.pid)],
	};
}

/** Puts a request for the probe into a run directory of this machine. */
export async function writeHostRequest({runDirectory}: FoundTraining, text: string): Promise<void> {
	const file = path.join(runDirectory!, probeRequest);
	await writeFile(`${file}.new`, text);
	await rename(`${file}.new`, file);
}

/** What is in the run directory of a training of this machine. */
const runFilesAccess: Pick<TrainingAccess, 'lookAtCheckpoints' | 'inspect' | 'runFiles' | 'writeRequest' | 'requestCommand'> = {
	lookAtCheckpoints: async ({runDirectory}) => runDirectory === undefined ? {} : readMarks(runDirectory),

	async inspect({runDirectory}) {
		const checkpoint = runDirectory === undefined ? undefined : path.join(runDirectory, 'weights', 'last.pt');
		const mark = checkpoint === undefined ? undefined : readMark(checkpoint);
		return mark && inspectFile(checkpoint!, mark.sizeBytes);
	},

	runFiles: runDirectory => hostRunFiles(runDirectory),

	writeRequest: writeHostRequest,

	requestCommand: ({runDirectory}, text) => ['sh', '-c', `echo ${quoteWord(text)} > ${quoteWord(path.join(runDirectory!, probeRequest))}`],
};

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function readMark(file: string): FileMark | undefined {
	try {
		const {size, mtimeMs} = statSync(file);
		return {sizeBytes: size, modifiedAt: mtimeMs};
	} catch {
		return undefined;
	}
}

async function inspectFile(file: string, sizeBytes: number): Promise<CheckpointInspection | undefined> {
	return inspectPieces(async () => openFilePieces(file).catch(() => undefined), {sizeBytes, readEnd: async bytes => readFileEnd(file, bytes).catch(() => undefined)});
}

/** The results last: their row is what a training writes first. */
function readMarks(runDirectory: string): CheckpointMarks {
	const [best, last, ...tables] = ['weights/best.pt', 'weights/last.pt', ...resultsFiles].map(file => readMark(path.join(runDirectory, file)));
	return {results: firstTable(tables), last, best};
}
