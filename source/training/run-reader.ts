import type {CallOptions} from '../engine/engine.ts';
import {stampOf, type RunListing} from './choose-run-files.ts';
import {
	readRunFiles,
	statRunFiles,
	type RunFiles,
	type RunFileSource,
	type RunTexts,
} from './run-directory.ts';
import {lastCheckpoint} from './run-file-names.ts';

/** The list of tensors is at the start of a checkpoint and holds no weights: 1 MB for the largest models. */
const checkpointHeadBytes = 4 * 1024 * 1024;

/** Reads one run directory again and again; a file that has not changed is not read again. */
export type RunReader = {
	/** `isCheckpointRead`: also whether last.pt was stripped, which costs a program in a container. */
	read(options?: CallOptions & {readonly isCheckpointRead?: boolean}): Promise<RunFiles>;
};

export type RunReaderOptions = {
	/** How the checkpoints name the directory. */
	readonly directory: string;
	/** False where only the course of the run is asked for, not how it ended. */
	readonly isEndWanted?: boolean;
	/** Whether what the probe records is wanted. */
	readonly isProbeWanted?: boolean;
};

/** The reader of a run directory; see `chooseRunFiles` for its rules. */
export function createRunReader(source: RunFileSource, {directory, isEndWanted = true, isProbeWanted = false}: RunReaderOptions): RunReader {
	const texts: RunTexts = new Map();
	let last: RunListing = new Map();
	let stripped: {readonly stamp: string; readonly value: boolean} | undefined;

	/** A state of any optimizer of PyTorch has a key `param_groups`. Source: strip_optimizer of YOLOv5 and Ultralytics; torch.save writes the pickled keys first. */
	async function isStripped(options: CallOptions): Promise<boolean | undefined> {
		const checkpoint = last.get(lastCheckpoint);
		if (checkpoint === undefined || checkpoint.sizeBytes === 0) {
			return undefined;
		}

		const stamp = stampOf(checkpoint);
		if (stripped?.stamp !== stamp) {
			const hasOptimizer = await source.hasText?.(lastCheckpoint, 'param_groups', {...options, maxBytes: checkpointHeadBytes});
			stripped = hasOptimizer === undefined ? undefined : {stamp, value: !hasOptimizer};
		}

		return stripped?.value;
	}

	return {
		async read({isCheckpointRead = false, ...options} = {}) {
			const {files, failure} = await statRunFiles(source, {
				...options, isEndWanted, isProbeWanted, last,
			});
			last = files;
			const read = await readRunFiles(source, files, {...options, directory, texts});
			const isLastStripped = isCheckpointRead ? await isStripped(options) : undefined;
			return {
				...read,
				...(isLastStripped !== undefined && {isStripped: isLastStripped}),
				...((failure ?? read.failure) !== undefined && {failure: failure ?? read.failure}),
			};
		},
	};
}
