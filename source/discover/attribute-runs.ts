import {parseTrainingCommand} from '../training/command-line.ts';
import {isSameDirectory, type DirectoryId} from '../domain/directory-id.ts';
import type {ContainerDetails} from '../engine/container.ts';
import {canReach, directoryIdOf} from '../training/container-view.ts';

/** A container that may have written runs, with what its output named. */
export type PossibleWriter = Pick<ContainerDetails, 'id' | 'name' | 'mounts' | 'command' | 'createdAt' | 'state'> & {
	/** The run directory that its output named last; undefined where it named none or nobody has asked. */
	readonly printed?: PrintedRun;
};

/** As printed, and as an absolute path of the container where it is known from where a relative one counts. */
export type PrintedRun = {readonly text: string; readonly directory?: string; /** What a container that was started again has named in its earlier lives. */ readonly earlier?: readonly PrintedRun[]};

export type RunInTime = {
	readonly id: DirectoryId;
	/** When its settings were written, in milliseconds since 1970. */
	readonly startedAt?: number;
	/** The last change of its files, in milliseconds since 1970. */
	readonly modifiedAt: number;
};

/** The clocks of files have whole seconds, and a container ends a moment after its last file. */
const slackMs = 2000;

/** Whether a container was there at a time, in milliseconds since 1970. */
export function wasThere({createdAt, state}: PossibleWriter, at: number): boolean {
	return (createdAt ?? -Infinity) - slackMs <= at && at <= (state.finishedAt ?? Infinity) + slackMs;
}

/** Whether nothing but the training of its own command runs in a container, as far as its command shows. */
function isOneTraining({command}: PossibleWriter): boolean {
	const training = parseTrainingCommand(command);
	return training?.certainty === 'certain' && training.program === 'framework';
}

/** Whether a container's output named this run; a relative path without a base counts for what it wrote in its time. */
function hasNamed(container: PossibleWriter, run: RunInTime): boolean {
	const {printed} = container;
	return printed !== undefined && [printed, ...(printed.earlier ?? [])].some(named => isNamed(container, named, run));
}

function isNamed(container: PossibleWriter, printed: PrintedRun, {id, modifiedAt}: RunInTime): boolean {
	if (printed.directory !== undefined) {
		return isSameDirectory(directoryIdOf(container, printed.directory), id);
	}

	const tail = printed.text.replace(/^(?:\.?\/)+/, '').replace(/\/$/, '');
	return tail !== '' && id.place.endsWith(`/${tail}`) && wasThere(container, modifiedAt);
}

/**
The container that wrote a run which nothing writes any more; undefined where that is not known: none that is still there can have
written it, or several can. A container's own layer is written by it alone; of a shared place the writer is the one whose output named it,
else the only one that was there when the run began and whose command does not train elsewhere.
*/
export function findPastWriter<W extends PossibleWriter>(run: RunInTime, containers: readonly W[]): W | undefined {
	const able = containers.filter(container => container.state.status !== 'created' && canReach(container, run.id));
	if (run.id.place.startsWith('layer:')) {
		return able[0];
	}

	const {startedAt} = run;
	const current = startedAt === undefined ? able : able.filter(container => wasThere(container, startedAt));
	// A resumed run is named by several: it belongs to the one that wrote it last.
	const named = able.filter(container => hasNamed(container, run)).toSorted((one, other) => (other.state.startedAt ?? 0) - (one.state.startedAt ?? 0));
	if (named.length > 0) {
		return named[0];
	}

	const possible = current.filter(container => !isOneTraining(container) || container.printed === undefined);
	return startedAt !== undefined && possible.length === 1 ? possible[0] : undefined;
}
