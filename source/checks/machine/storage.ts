import path from 'node:path';
import {innermostMount} from '../../domain/mount.ts';
import {quoteWord} from '../../domain/shell-quote.ts';
import {bytesToBinaryText} from '../../format/bytes.ts';
import type {AdvisedContainer, DiskFacts, DoctorFacts} from './doctor-facts.ts';
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

const gibibyte = 1024 ** 3;

/** A large model with its optimiser state writes about 1 GB an epoch twice (last.pt and best.pt). */
const problemBytes = gibibyte;
const warningBytes = 5 * gibibyte;

/** Whether results and weights outlive the container. */
function checkVolumes(container: AdvisedContainer, facts: ContainerContext): MachineFinding {
	const {runDirectory: directory, name, mounts, isAutoRemoved} = container;
	if (directory === undefined) {
		return withoutRunDirectory(container);
	}

	const mount = innermostMount(mounts, directory, ({target}) => target);
	const copyCommand = `docker cp ${quoteWord(`${name}:${directory}`)} .`;
	if (mount === undefined) {
		// Runs are in runs/train/expN: the folder `runs` is what has to last.
		const commands = [copyCommand, remark('next-time'), ...recreateCommands(facts, {folderHere: {name: 'runs', destination: path.posix.dirname(path.posix.dirname(directory))}})];
		return isAutoRemoved ? problem('output-lost-on-exit', {directory}, commands) : warning('output-lost', {directory}, commands);
	}

	if (!mount.isWritable) {
		return problem('output-read-only', {directory, source: mount.source ?? mount.volume ?? mount.target});
	}

	return mount.type === 'tmpfs'
		? problem('output-in-memory', {directory}, [copyCommand])
		: ok('output-persisted', {directory, source: mount.volume ?? mount.source ?? mount.target});
}

function withoutRunDirectory({mounts, isAutoRemoved}: AdvisedContainer): MachineFinding {
	const lasting = mounts.filter(({type, isWritable}) => isWritable && (type === 'bind' || type === 'volume'));
	return lasting.length === 0
		? (isAutoRemoved ? problem : warning)('output-no-volume', {})
		: unknown('output-unknown', {mounts: lasting.map(({target}) => target).join(', ')});
}

/** The fullest of the disks that the training writes to. */
function checkDiskSpace({host, container}: DoctorFacts): MachineFinding {
	const disks: readonly DiskFacts[] = [container?.disk, host.disk].filter(disk => disk !== undefined);
	const fullest = disks.toSorted((one, other) => one.availableBytes - other.availableBytes)[0];
	if (fullest === undefined) {
		return unknown('disk-unknown', {});
	}

	const values = {free: bytesToBinaryText(fullest.availableBytes), path: fullest.path};
	return fullest.availableBytes < warningBytes
		? (fullest.availableBytes < problemBytes ? problem : warning)('disk-low', values, ['docker system df', remark('deletes-unused'), 'docker system prune'])
		: ok('disk-ok', values);
}

export const storageChecks = {volumes: inContainer(checkVolumes), 'disk-space': checkDiskSpace} satisfies MachineChecks;
