import {bytesToBinaryText} from '../../format/bytes.ts';
import type {DoctorFacts} from '../facts.ts';
import type {Finding} from '../finding.ts';
import {recreateCommand} from '../recreate-command.ts';
import {remark} from '../remark.ts';

const check = 'shared-memory';
const gibibyte = 1024 ** 3;

/** Docker's default of 64 MB is too small for any data loader with workers at 640 pixels; some hundred megabytes for a few. */
const problemBytes = 256 * (1024 ** 2);
const warningBytes = gibibyte;

/** Above this share the next batches may not fit. */
const fullShare = 0.9;

/** Whether the data loader's workers have room in /dev/shm. Undefined without a container. */
export function checkSharedMemory(facts: DoctorFacts): Finding | undefined {
	const {container} = facts;
	if (container === undefined) {
		return undefined;
	}

	const {details, sharedMemory} = container;
	if (details.ipcMode === 'none') {
		return undefined;
	}

	const isHosts = details.ipcMode === 'host';
	const sizeBytes = sharedMemory?.sizeBytes ?? (isHosts ? undefined : details.shmSizeBytes);
	if (sizeBytes === undefined) {
		return {
			check, level: 'unknown', code: 'shm-unknown', values: {}, commands: [],
		};
	}

	const size = bytesToBinaryText(sizeBytes);
	const commands = isHosts ? [] : enlargeCommands(facts);
	const usedBytes = sharedMemory?.usedBytes;
	if (usedBytes !== undefined && usedBytes > sizeBytes * fullShare) {
		return {
			check, level: 'problem', code: 'shm-full', values: {used: bytesToBinaryText(usedBytes), size}, commands,
		};
	}

	if (sizeBytes < warningBytes) {
		return {
			check, level: sizeBytes < problemBytes ? 'problem' : 'warning', code: 'shm-small', values: {size}, commands,
		};
	}

	return {
		check, level: 'ok', code: isHosts ? 'shm-host' : 'shm-ok', values: {size}, commands: [],
	};
}

/** In a running container on this machine it can be done at once; else the container has to be made anew. */
function enlargeCommands({container, engine, host}: DoctorFacts): readonly string[] {
	const {details} = container!;
	const size = `${recommendedGibibytes(container!.details.memoryLimitBytes ?? (engine.kind === 'reachable' ? engine.info?.memoryBytes : undefined) ?? host.memoryBytes)}g`;
	const isHere = engine.kind === 'reachable' && engine.isLocal && engine.info?.isDesktop !== true && details.pid !== undefined;
	return [
		...(isHere ? [remark('at-once'), `sudo nsenter --target ${details.pid} --mount mount -o remount,size=${size} /dev/shm`, remark('for-good')] : []),
		recreateCommand(details, {shmSize: size}),
	];
}

/** Half of the memory, 1 to 16 GiB: what is not used costs nothing. */
function recommendedGibibytes(memoryBytes: number | undefined): number {
	return memoryBytes === undefined ? 8 : Math.min(16, Math.max(1, Math.floor(memoryBytes / 2 / gibibyte)));
}
