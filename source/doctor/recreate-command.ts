import {quoteWord} from '../domain/shell-quote.ts';
import type {ContainerDetails, ContainerMount} from '../engine/container.ts';
import type {DoctorFacts} from './facts.ts';
import {gpuRequest} from './gpu-request.ts';

export type ContainerChanges = {
	readonly isWithGpu?: boolean;
	readonly memory?: string;
	readonly ipc?: string;
	/** A folder beside the person, mounted in addition. */
	readonly folderHere?: {readonly name: string; readonly destination: string};
};

/**
The `docker run` that makes the container of the facts again, with changes. The environment, ports and networks are not in it:
the first holds secrets, and the others depend on the machine. No GPU is asked for where there is none: the engine would refuse. The
shared memory is never less than advised, whatever the command was asked for.
*/
export function recreateCommand({container, host}: Pick<DoctorFacts, 'container' | 'host'>, changes: ContainerChanges): string {
	const {details, sharedMemoryAdvice} = container!;
	const shmSizeBytes = Math.max(details.shmSizeBytes ?? 0, sharedMemoryAdvice.sizeBytes);
	const gpuFlag = host.hasGpu === false ? undefined : (gpuRequest(details) ?? (changes.isWithGpu === true ? '--gpus all' : undefined));
	const ipc = changes.ipc ?? (details.ipcMode === 'host' ? 'host' : undefined);
	const options = [
		interactionFlag(details),
		...(gpuFlag === undefined ? [] : gpuFlag.split(' ')),
		ipc === 'host' ? '--ipc=host' : `--shm-size=${bytesToSize(shmSizeBytes)}`,
		...sizeFlag('--memory', changes.memory ?? (details.memoryLimitBytes === undefined ? undefined : bytesToSize(details.memoryLimitBytes))),
		...details.mounts.flatMap(mount => mountWords(mount)),
		...(details.workingDirectory === '/' ? [] : ['-w', details.workingDirectory]),
	];
	const {folderHere} = changes;
	return [
		'docker run',
		...options.map(word => quoteWord(word)),
		...(folderHere === undefined ? [] : [`-v "$PWD/${folderHere.name}":${quoteWord(folderHere.destination)}`]),
		...[details.image, ...details.command].map(word => quoteWord(word)),
	].join(' ');
}

/** Where its files are and where it starts, as `docker run` takes it; undefined when it has neither mounts nor a directory. */
export function placeOptions({mounts, workingDirectory}: ContainerDetails): string | undefined {
	const words = [...mounts.flatMap(mount => mountWords(mount)), ...(workingDirectory === '/' ? [] : ['-w', workingDirectory])];
	return words.length === 0 ? undefined : words.map(word => quoteWord(word)).join(' ');
}

/** In the foreground where somebody typed in the old one, else in the background. */
function interactionFlag({hasTerminal, hasOpenStdin}: ContainerDetails): string {
	const letters = [hasOpenStdin ? 'i' : '', hasTerminal ? 't' : ''].join('');
	return letters === '' ? '-d' : `-${letters}`;
}

function sizeFlag(flag: string, size: string | undefined): readonly string[] {
	return size === undefined ? [] : [`${flag}=${size}`];
}

function mountWords({kind, source, volume, destination, isReadOnly}: ContainerMount): readonly string[] {
	if (kind === 'tmpfs') {
		return ['--tmpfs', destination];
	}

	const from = kind === 'volume' ? volume : source;
	return from === undefined ? [] : ['-v', `${from}:${destination}${isReadOnly ? ':ro' : ''}`];
}

/** As docker run takes sizes. */
function bytesToSize(bytes: number): string {
	return (bytes % (1024 ** 3) === 0 ? `${bytes / (1024 ** 3)}g` : `${Math.round(bytes / (1024 ** 2))}m`);
}
