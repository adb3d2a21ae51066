import path from 'node:path';
import type {ContainerMount} from '../../engine/container.ts';
import {quoteWord} from '../../domain/shell-quote.ts';
import type {ContainerFacts, DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {recreateCommands} from './recreate-command.ts';
import {remark} from './remark.ts';

const check = 'volumes';

/** Whether results and weights outlive the container. Undefined without a container. */
export function checkVolumes(facts: DoctorFacts): Finding | undefined {
	const {container} = facts;
	if (container === undefined) {
		return undefined;
	}

	const {runDirectory, details} = container;
	if (runDirectory === undefined) {
		return withoutRunDirectory(container);
	}

	const mount = mountOf(runDirectory, details.mounts);
	if (mount === undefined) {
		return {
			check,
			level: details.isAutoRemoved ? 'problem' : 'warning',
			code: details.isAutoRemoved ? 'output-lost-on-exit' : 'output-lost',
			values: {directory: runDirectory},
			commands: [
				`docker cp ${quoteWord(`${details.name}:${runDirectory}`)} .`,
				// Runs lie in runs/train/expN: the folder `runs` is what has to last.
				remark('next-time'),
				...recreateCommands(facts, {folderHere: {name: 'runs', destination: path.posix.dirname(path.posix.dirname(runDirectory))}}),
			],
		};
	}

	const source = mount.source ?? mount.volume ?? mount.destination;
	if (mount.isReadOnly) {
		return {
			check, level: 'problem', code: 'output-read-only', values: {directory: runDirectory, source}, commands: [],
		};
	}

	return mount.kind === 'tmpfs'
		? {
			check, level: 'problem', code: 'output-in-memory', values: {directory: runDirectory}, commands: [`docker cp ${quoteWord(`${details.name}:${runDirectory}`)} .`],
		}
		: {
			check, level: 'ok', code: 'output-persisted', values: {directory: runDirectory, source: mount.volume ?? source}, commands: [],
		};
}

/** The mount that holds a path: the innermost one, as the kernel looks it up. */
export function mountOf(directory: string, mounts: readonly ContainerMount[]): ContainerMount | undefined {
	return mounts
		.filter(({destination}) => destination === '/' || directory === destination || directory.startsWith(`${destination.replace(/\/$/, '')}/`))
		.toSorted((one, other) => other.destination.length - one.destination.length)[0];
}

function withoutRunDirectory({details}: ContainerFacts): Finding {
	const lasting = details.mounts.filter(({kind, isReadOnly}) => !isReadOnly && (kind === 'bind' || kind === 'volume'));
	return lasting.length === 0
		? {
			check, level: details.isAutoRemoved ? 'problem' : 'warning', code: 'output-no-volume', values: {}, commands: [],
		}
		: {
			check, level: 'unknown', code: 'output-unknown', values: {mounts: lasting.map(({destination}) => destination).join(', ')}, commands: [],
		};
}
