import {posix} from 'node:path';
import type {CallOptions, Engine} from '../../engine/engine.ts';
import {parseProcessScan, processScanCommand, type ContainerProcess} from '../../training/process-scan.ts';

/** TensorBoard's own port. */
export const usualPort = 6006;

/** A TensorBoard that runs in a container already. */
export type RunningTensorboard = {readonly pid: number; readonly port: number};

function optionOf(words: readonly string[], name: string): string | undefined {
	const index = words.findIndex(word => word === `--${name}` || word.startsWith(`--${name}=`));
	return index === -1 ? undefined : (words[index]!.includes('=') ? words[index]!.slice(name.length + 3) : words[index + 1]);
}

/** The TensorBoard among processes that shows a directory; undefined when there is none. */
export function tensorboardOf(processes: readonly ContainerProcess[], logs: string): RunningTensorboard | undefined {
	for (const {pid, command, directory, state} of processes) {
		const at = command.findIndex(word => ['tensorboard', 'tensorboard.main'].includes(posix.basename(word)));
		const words = command.slice(at + 1);
		const shown = optionOf(words, 'logdir');
		const port = Number(optionOf(words, 'port') ?? usualPort);
		const isTensorboard = at !== -1 && at < 4 && state !== 'Z';
		if (isTensorboard && shown !== undefined && Number.isSafeInteger(port) && posix.resolve(directory ?? '/', shown) === logs) {
			return {pid, port};
		}
	}

	return undefined;
}

/** Looks for one in a container. Where its processes cannot be listed there is none. */
export async function findTensorboard(engine: Engine, container: string, logs: string, options: CallOptions = {}): Promise<RunningTensorboard | undefined> {
	const scan = await engine.exec(container, processScanCommand, options).catch(() => undefined);
	return scan && tensorboardOf(parseProcessScan(scan.stdout), logs);
}
