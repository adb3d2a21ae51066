import {bytesToBinaryText} from '../../format/bytes.ts';
import type {DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {recreateCommands} from './recreate-command.ts';

const check = 'memory-limit';

/** PyTorch with CUDA and two workers already needs this much. */
const smallBytes = 4 * (1024 ** 3);

const fullShare = 0.9;

/** Whether the memory of the container is enough and not yet used up. Undefined without a container. */
export function checkMemoryLimit(facts: DoctorFacts): Finding | undefined {
	const {container, engine, host} = facts;
	if (container === undefined) {
		return undefined;
	}

	const {details, memoryUsedBytes} = container;
	const {memoryLimitBytes: limit} = details;
	const total = (engine.kind === 'reachable' ? engine.info?.memoryBytes : undefined) ?? (engine.kind === 'reachable' && engine.isLocal ? host.memoryBytes : undefined);
	const size = limit === undefined || (total !== undefined && limit > total) ? total : limit;
	if (size === undefined) {
		return {
			check, level: 'unknown', code: 'memory-unknown', values: {}, commands: [],
		};
	}

	const commands = limit === undefined ? [] : recreateCommands(facts, {memoryBytes: 8 * (2 ** 30)});
	if (memoryUsedBytes !== undefined && memoryUsedBytes > size * fullShare) {
		return {
			check, level: 'problem', code: 'memory-full', values: {used: bytesToBinaryText(memoryUsedBytes), size: bytesToBinaryText(size)}, commands,
		};
	}

	if (size < smallBytes) {
		return {
			check, level: 'warning', code: 'memory-small', values: {size: bytesToBinaryText(size)}, commands,
		};
	}

	return limit === undefined
		? {
			check, level: 'ok', code: 'memory-free', values: {total: bytesToBinaryText(size)}, commands: [],
		}
		: {
			check, level: 'ok', code: 'memory-limited', values: {size: bytesToBinaryText(size)}, commands: [],
		};
}
