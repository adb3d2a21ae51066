import type {ContainerProcess} from './process-scan.ts';

/** Where what a training prints can be read. */
export type TrainingOutput =
	/** In the container's own output: `docker logs` and attach. */
	| {readonly kind: 'container'}
	/** Redirected to a file, an absolute path in the container. */
	| {readonly kind: 'file'; readonly path: string}
	/** Nowhere: it goes to whoever has started it, by `docker exec` or in a terminal inside the container. */
	| {readonly kind: 'hidden'};

/**
Where a process of a container prints to, by its standard output beside that of the container's first process.

Source: measured with `docker exec`, `docker exec -t`, `docker exec -d bash -c '… > file'` and a typed command.
*/
export function findTrainingOutput(process: ContainerProcess, processes: readonly ContainerProcess[]): TrainingOutput {
	const first = processes.find(({pid}) => pid === 1);
	const {standardOutput} = process;
	if (process.pid === 1 || (standardOutput !== undefined && standardOutput === first?.standardOutput)) {
		return {kind: 'container'};
	}

	if (standardOutput?.startsWith('/') && !standardOutput.startsWith('/dev/')) {
		return {kind: 'file', path: standardOutput.replace(/ \(deleted\)$/, '')};
	}

	// A pipe below the first process leads to a `tee`; another terminal or /dev/null leads nowhere.
	const isPipe = standardOutput === undefined || standardOutput.startsWith('pipe:');
	return {kind: isPipe && isBelowFirst(process, processes) ? 'container' : 'hidden'};
}

/** What `docker exec` has started has no parent in the container. */
function isBelowFirst(process: ContainerProcess, processes: readonly ContainerProcess[]): boolean {
	let current: ContainerProcess | undefined = process;
	for (let steps = 0; current !== undefined && steps < processes.length; steps++) {
		const {parentPid}: ContainerProcess = current;
		if (parentPid === 1) {
			return true;
		}

		current = processes.find(({pid}) => pid === parentPid);
	}

	return false;
}
