import {byteSizeToFlag} from '../../domain/byte-size.ts';
import {bytesToBinaryText, bytesToShortText} from '../../format/bytes.ts';
import {isSharedMemoryFull} from '../shared-memory.ts';
import type {AdvisedContainer} from './doctor-facts.ts';
import {
	inContainer,
	ok,
	problem,
	remark,
	unknown,
	warning,
	type ContainerContext,
	type MachineChecks,
	type MachineFinding,
} from './finding.ts';
import {recreateCommands} from './recreate-command.ts';

/** Above it the kernel may begin to kill. */
const fullShare = 0.9;

/** PyTorch with CUDA and two workers already needs this much. */
const smallBytes = 4 * (1024 ** 3);

/** Whether the data loader's workers have room in /dev/shm. */
function checkSharedMemory(container: AdvisedContainer, facts: ContainerContext): MachineFinding | undefined {
	const {sharedMemory, ipcMode, shmSizeBytes} = container;
	if (ipcMode === 'none') {
		return undefined;
	}

	const isHosts = ipcMode === 'host';
	const sizeBytes = sharedMemory?.sizeBytes ?? (isHosts ? undefined : shmSizeBytes);
	if (sizeBytes === undefined) {
		return unknown('shm-unknown', {});
	}

	const size = bytesToBinaryText(sizeBytes);
	const commands = isHosts ? [] : enlargeCommands(container, facts);
	const usedBytes = sharedMemory?.usedBytes;
	if (usedBytes !== undefined && isSharedMemoryFull({usedBytes, sizeBytes})) {
		return problem('shm-full', {used: bytesToBinaryText(usedBytes), size}, commands);
	}

	const {needBytes, enoughBytes, hasFailed, sizeBytes: wantedBytes} = container.sharedMemoryAdvice;
	return sizeBytes < (hasFailed ? wantedBytes : enoughBytes) ? (hasFailed || sizeBytes < needBytes ? problem : warning)('shm-small', {size, need: bytesToShortText(needBytes)}, commands) : ok(isHosts ? 'shm-host' : 'shm-ok', {size});
}

/** In a running container on this machine it can be done at once; else the container has to be made again. */
function enlargeCommands({pid, sharedMemoryAdvice}: AdvisedContainer, facts: ContainerContext): readonly string[] {
	const {engine} = facts;
	const size = byteSizeToFlag(sharedMemoryAdvice.sizeBytes);
	const isHere = engine.kind === 'reachable' && engine.isLocal && engine.info?.isDesktop !== true && pid !== undefined;
	return [
		...(isHere ? [remark('at-once'), `sudo nsenter --target ${pid} --mount mount -o remount,size=${size} /dev/shm`, remark('for-good')] : []),
		...recreateCommands(facts, {}),
	];
}

/** Whether processes of the container can share memory at all. Undefined when the engine does not say. */
function checkIpc({ipcMode: mode}: AdvisedContainer, facts: ContainerContext): MachineFinding | undefined {
	return mode === undefined ? undefined : (mode === 'none' ? problem('ipc-none', {}, recreateCommands(facts, {})) : ok('ipc-ok', {mode}));
}

/** Whether the memory of the container is enough and not yet used up. */
function checkMemoryLimit({memoryLimitBytes: limit, memoryUsedBytes}: AdvisedContainer, facts: ContainerContext): MachineFinding {
	const {engine, host} = facts;
	const total = (engine.kind === 'reachable' ? engine.info?.memoryBytes : undefined) ?? (engine.kind === 'reachable' && engine.isLocal ? host.memoryBytes : undefined);
	const sizeBytes = limit === undefined || (total !== undefined && limit > total) ? total : limit;
	if (sizeBytes === undefined) {
		return unknown('memory-unknown', {});
	}

	const size = bytesToBinaryText(sizeBytes);
	const commands = limit === undefined ? [] : recreateCommands(facts, {memoryBytes: 8 * (2 ** 30)});
	if (memoryUsedBytes !== undefined && memoryUsedBytes > sizeBytes * fullShare) {
		return problem('memory-full', {used: bytesToBinaryText(memoryUsedBytes), size}, commands);
	}

	if (sizeBytes < smallBytes) {
		return warning('memory-small', {size}, commands);
	}

	return limit === undefined ? ok('memory-free', {total: size}) : ok('memory-limited', {size});
}

export const memoryChecks = {
	'shared-memory': inContainer(checkSharedMemory),
	ipc: inContainer(checkIpc),
	'memory-limit': inContainer(checkMemoryLimit),
} satisfies MachineChecks;
