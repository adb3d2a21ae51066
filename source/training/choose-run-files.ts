import {posix} from 'node:path';
import type {FrameworkName} from '../domain/framework.ts';
import {
	checkpointFolder,
	plotName,
	probeRecords,
	settingsFiles,
	tableNames,
} from './run-file-names.ts';

/** What a source knows of a regular file of a run. */
export type RunFileStat = {
	/** Milliseconds since 1970. */
	readonly modifiedAt: number;
	readonly sizeBytes: number;
	/** Device and inode, as in `2049:1234`: the same for everyone who sees the file. Undefined where nobody has looked. */
	readonly file?: string;
};

/** Files by their names. */
export type RunListing<T extends RunFileStat = RunFileStat> = ReadonlyMap<string, T>;

export type ChosenFiles<T extends RunFileStat> = {
	readonly table?: T & {readonly name: string};
	readonly settings?: T & {readonly name: string; readonly framework: FrameworkName};
	readonly plot?: T;
	readonly probe?: T & {readonly name: string};
	/** By name, without the folder. */
	readonly checkpoints: ReadonlyArray<T & {readonly name: string}>;
};

/**
Which of the files count. Of two settings files it is the one that was written last: a directory that both frameworks have used
(`--exist-ok`) belongs to the one that trained there last. Of two tables it is results.csv: all versions of today write it, and
results.txt is a name that a person may give to anything.
*/
export function chooseRunFiles<T extends RunFileStat>(files: RunListing<T>): ChosenFiles<T> {
	const named = (name: string) => {
		const file = files.get(name);
		return file && {...file, name};
	};

	const table = named(tableNames[0]) ?? named(tableNames[1]);
	const [settings] = settingsFiles
		.flatMap(({name, framework}) => {
			const file = named(name);
			return file === undefined ? [] : [{...file, framework}];
		})
		.toSorted((one, other) => other.modifiedAt - one.modifiedAt);
	const plot = files.get(plotName);
	const probe = named(probeRecords);
	return {
		...(table !== undefined && {table}),
		...(settings !== undefined && {settings}),
		...(plot !== undefined && {plot}),
		...(probe !== undefined && {probe}),
		checkpoints: [...files]
			.filter(([name]) => posix.dirname(name) === checkpointFolder)
			.map(([name, file]) => ({...file, name: posix.basename(name)}))
			.toSorted((one, other) => one.name.localeCompare(other.name)),
	};
}

/** The last change of any of the files, in milliseconds since 1970; undefined when there are none. */
export function lastChangeOf(files: RunListing): number | undefined {
	return files.size === 0 ? undefined : Math.max(...Array.from(files.values(), ({modifiedAt}) => modifiedAt));
}

/** Whether two listings are of files that have not changed. */
export function listingKey(files: RunListing): string {
	return [...files].map(([name, file]) => `${name} ${stampOf(file)}`).join('\n');
}

/** By which a file that has not changed is known. */
export const stampOf = ({modifiedAt, sizeBytes}: RunFileStat) => `${modifiedAt} ${sizeBytes}`;

/** The files that were found. */
export function toListing<T extends RunFileStat>(found: ReadonlyArray<readonly [string, T | undefined]>): RunListing<T> {
	return new Map(found.flatMap(([name, file]) => file === undefined ? [] : [[name, file] as const]));
}
