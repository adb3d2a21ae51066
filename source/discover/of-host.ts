import type {DirectoryId} from '../domain/directory-id.ts';
import type {RunSummary, TrainingContainerSummary} from '../domain/run-summary.ts';

/** Where a list has it from. */
export type OfHost = {
	/** In front of the names; undefined where nothing is. */
	readonly host?: string | undefined;
	/** What tells its directories from those of this machine; undefined where they are those of this machine. */
	readonly machine?: string | undefined;
};

/** A directory of another machine is never one of this machine, though its path and its numbers be the same. */
export function onMachine({place, file}: DirectoryId, machine: string | undefined): DirectoryId {
	return machine === undefined ? {place, ...(file !== undefined && {file})} : {place: `@${machine} ${place}`, ...(file !== undefined && {file: `@${machine} ${file}`})};
}

/** A run as one of a host among several: its key names the host. */
export function runOfHost(run: RunSummary, {host, machine}: OfHost): RunSummary {
	return {...run, id: onMachine(run.id, machine), ...(host !== undefined && {host, key: `${host}/${run.key}`})};
}

/** A training as one of a host among several. */
export function trainingOfHost(entry: TrainingContainerSummary, of: OfHost): TrainingContainerSummary {
	return {...entry, ...(of.host !== undefined && {host: of.host}), ...(entry.run !== undefined && {run: runOfHost(entry.run, of)})};
}
