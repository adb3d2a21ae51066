import {bytesToText} from '../byte-text.ts';
import {byteSizeToFlag} from '../../domain/byte-size.ts';
import {bytesToBinaryText} from '../../format/bytes.ts';
import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {recreateCommands} from './recreate-command.ts';
import {remark} from './remark.ts';

const check = 'shared-memory';
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

	const {needBytes, enoughBytes, hasFailed, sizeBytes: wantedBytes} = container.sharedMemoryAdvice;
	if (sizeBytes < (hasFailed ? wantedBytes : enoughBytes)) {
		return {
			check, level: hasFailed || sizeBytes < needBytes ? 'problem' : 'warning', code: 'shm-small', values: {size, need: bytesToText(needBytes)}, commands,
		};
	}

	return {
		check, level: 'ok', code: isHosts ? 'shm-host' : 'shm-ok', values: {size}, commands: [],
	};
}

/** In a running container on this machine it can be done at once; else the container has to be made anew. */
function enlargeCommands(facts: DoctorFacts): readonly string[] {
	const {engine} = facts;
	const {details, sharedMemoryAdvice: {sizeBytes}} = facts.container!;
	const size = byteSizeToFlag(sizeBytes);
	const isHere = engine.kind === 'reachable' && engine.isLocal && engine.info?.isDesktop !== true && details.pid !== undefined;
	return [
		...(isHere ? [remark('at-once'), `sudo nsenter --target ${details.pid} --mount mount -o remount,size=${size} /dev/shm`, remark('for-good')] : []),
		...recreateCommands(facts, {}),
	];
}
