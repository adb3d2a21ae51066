import {posix} from 'node:path';
import type {FrameworkName} from '../domain/framework.ts';
import type {Checkpoint} from '../domain/run.ts';
import type {CallOptions} from '../engine/engine.ts';
import {beginningLength, endLength} from '../parse/results-csv.ts';
import {
	chooseRunFiles,
	stampOf,
	toListing,
	type ChosenFiles,
	type RunFileStat,
	type RunListing,
} from './choose-run-files.ts';
import {
	bestCheckpoint,
	checkpointFolder,
	lastCheckpoint,
	plotName,
	probeRecords,
	settingsNames,
	tableNames,
} from './run-file-names.ts';

/**
The port through which a run directory is read. Names are relative to the directory; a link counts as what it leads to. Calls reject
when the source itself does not answer.
*/
export type RunFileSource = {
	/** Undefined where there is no regular file of this name. */
	stat(name: string, options?: CallOptions): Promise<RunFileStat | undefined>;
	/** Undefined for a file that is missing, longer or not to be read. */
	read(name: string, options: CallOptions & {readonly maxBytes: number}): Promise<string | undefined>;
	/** The whole lines of the beginning and of the end of a long text; undefined where the end cannot be had alone. */
	readEnds?(name: string, options: CallOptions & {readonly beginningBytes: number; readonly endBytes: number}): Promise<string | undefined>;
	/** The same as bytes. */
	readBytes?(name: string, options: CallOptions & {readonly maxBytes: number}): Promise<Uint8Array | undefined>;
	/** The names in a folder; without it only the usual checkpoints are known. */
	list?(folder: string): Promise<readonly string[]>;
	/** Whether the first `maxBytes` of a file hold a text; undefined when it is not known. */
	hasText?(name: string, text: string, options: CallOptions & {readonly maxBytes: number}): Promise<boolean | undefined>;
};

/** A small file of a run directory, with the time of its last change in milliseconds since 1970. */
export type RunFile = {
	/** Empty when it could not be read. */
	readonly text: string;
	/** Whether it could not be read, as one that is too long. */
	readonly isUnread?: boolean;
	readonly modifiedAt: number;
};

/** What the directory of a run holds. */
export type RunFiles = {
	/** The table of results. */
	readonly results?: RunFile;
	/** `framework` is what the name of the file says. */
	readonly settings?: RunFile & {readonly framework?: FrameworkName};
	/** What the probe recorded, where it was looked for. */
	readonly probe?: RunFile;
	/** By name; all of them where the source can list, else last.pt and best.pt. */
	readonly checkpoints: readonly Checkpoint[];
	/** When results.png was drawn: the frameworks draw it after the last epoch. */
	readonly plottedAt?: number;
	/**
	Whether last.pt holds no optimizer any more, which is the last thing that a framework does to it; undefined when
	there is none and when nobody looked.
	*/
	readonly isStripped?: boolean;
	/** Of all the files. */
	readonly sizeBytes?: number;
	/** Why a file could not be asked for: it is then as it was at the last look. Undefined when all could. */
	readonly failure?: unknown;
};

/** A thousand epochs are 300 kB. */
const maxTableBytes = 16 * 1024 * 1024;

/** Some kilobytes as the frameworks write it. */
const maxSettingsBytes = 1024 * 1024;

/** Checkpoints of one run that are looked at. */
const maxCheckpoints = 1000;

/** The table of results; the older name is asked for only where the newer one is missing. */
export async function statTable({stat}: Pick<RunFileSource, 'stat'>, options?: CallOptions): Promise<RunFileStat & {readonly name: string} | undefined> {
	for (const name of tableNames) {
		const found = await stat(name, options);
		if (found !== undefined) {
			return {...found, name};
		}
	}

	return undefined;
}

/** The settings file that counts. */
export async function statSettings({stat}: Pick<RunFileSource, 'stat'>, options?: CallOptions): Promise<ChosenFiles<RunFileStat>['settings']> {
	const found = await Promise.all(settingsNames.map(async name => [name, await stat(name, options)] as const));
	return chooseRunFiles(toListing(found)).settings;
}

/** The text of the settings file that counts; undefined when there is none. */
export async function readSettingsFile(source: RunFileSource): Promise<RunFile & {readonly name: string; readonly framework: FrameworkName} | undefined> {
	const found = await statSettings(source);
	const text = found && await source.read(found.name, {maxBytes: maxSettingsBytes});
	return text === undefined ? undefined : {...found!, text};
}

/** The text of the table of results; empty when there is none. */
export async function readTable(source: Pick<RunFileSource, 'read'>, options?: CallOptions): Promise<string> {
	for (const name of tableNames) {
		const text = await source.read(name, {...options, maxBytes: maxTableBytes});
		if (text !== undefined) {
			return text;
		}
	}

	return '';
}

type StatOptions = CallOptions & {
	/** Whether the plot is looked for, which only says how a run ended. */
	readonly isEndWanted?: boolean;
	/** Whether the records of the probe are looked for. */
	readonly isProbeWanted?: boolean;
	/** What the last look found: it stands for a file that cannot be asked for at the moment. */
	readonly last?: RunListing;
};

async function checkpointNames({list}: Pick<RunFileSource, 'list'>): Promise<readonly string[]> {
	const usual = [bestCheckpoint, lastCheckpoint];
	if (list === undefined) {
		return usual;
	}

	const all = await list(checkpointFolder);
	const names = all.filter(name => name.endsWith('.pt')).map(name => `${checkpointFolder}/${name}`);
	return [...usual.filter(name => names.includes(name)), ...names.filter(name => !usual.includes(name))].slice(0, maxCheckpoints);
}

/** Looks at the files of a run without reading them: a question each. */
export async function statRunFiles(source: Pick<RunFileSource, 'stat' | 'list'>, {isEndWanted = true, isProbeWanted = false, last, ...options}: StatOptions = {}): Promise<{readonly files: RunListing; readonly failure?: unknown}> {
	let failure: unknown;
	const orLast = async (name: string, work: () => Promise<readonly [string, RunFileStat | undefined]>) => {
		try {
			return await work();
		} catch (error) {
			failure ??= error;
			return [name, last?.get(name)] as const;
		}
	};

	const table = async () => {
		const found = await statTable(source, options);
		return [found?.name ?? tableNames[0], found] as const;
	};

	const found = await Promise.all([
		orLast(tableNames.find(name => last?.has(name)) ?? tableNames[0], table),
		...[...settingsNames, ...(isEndWanted ? [plotName] : []), ...(isProbeWanted ? [probeRecords] : []), ...await checkpointNames(source)]
			.map(async name => orLast(name, async () => [name, await source.stat(name, options)])),
	]);
	return {files: toListing(found), ...(failure !== undefined && {failure})};
}

/** What was read of a file, by its name, and the stamp that it had. */
export type RunTexts = Map<string, {readonly stamp: string; readonly file: RunFile}>;

type TextSource = Pick<RunFileSource, 'read' | 'readEnds'>;

type ReadOptions = CallOptions & {
	/** How the checkpoints name the directory. */
	readonly directory: string;
	readonly texts?: RunTexts;
};

/** The table; of one with more epochs than anybody trains its beginning and its end. */
async function readTableText(source: TextSource, {name, sizeBytes}: RunFileStat & {readonly name: string}, options: CallOptions): Promise<string | undefined> {
	const ends = sizeBytes > beginningLength + endLength ? await source.readEnds?.(name, {...options, beginningBytes: beginningLength, endBytes: endLength}) : undefined;
	return ends ?? (sizeBytes > maxTableBytes ? undefined : source.read(name, {...options, maxBytes: maxTableBytes}));
}

async function readText(file: RunFileStat & {readonly name: string}, texts: RunTexts, read: () => Promise<string | undefined>): Promise<RunFile> {
	const stamp = stampOf(file);
	const last = texts.get(file.name);
	if (last?.stamp === stamp) {
		return last.file;
	}

	const text = await read();
	if (text === undefined) {
		return last === undefined ? {text: '', isUnread: true, modifiedAt: file.modifiedAt} : {...last.file, modifiedAt: file.modifiedAt};
	}

	const found = {text, modifiedAt: file.modifiedAt};
	texts.set(file.name, {stamp, file: found});
	return found;
}

/** Reads those files of a listing that count. What cannot be read has no text; its time still says that something wrote it. */
export async function readRunFiles(source: TextSource, files: RunListing, {directory, texts = new Map(), ...options}: ReadOptions): Promise<RunFiles> {
	const {table, settings, plot, probe, checkpoints} = chooseRunFiles(files);
	const readWhole = async ({name, sizeBytes}: RunFileStat & {readonly name: string}, maxBytes: number) => sizeBytes > maxBytes ? undefined : source.read(name, {...options, maxBytes});
	const [readTableFile, readSettings, readProbe] = await Promise.allSettled([
		table && readText(table, texts, async () => readTableText(source, table, options)),
		settings && readText(settings, texts, async () => readWhole(settings, maxSettingsBytes)),
		probe && readText(probe, texts, async () => readWhole(probe, maxTableBytes)),
	]);
	const valueOf = (answer: PromiseSettledResult<RunFile | undefined>, name: string | undefined) => answer.status === 'fulfilled' ? answer.value : texts.get(name!)?.file;
	const results = valueOf(readTableFile, table?.name);
	const settingsText = valueOf(readSettings, settings?.name);
	const probeText = valueOf(readProbe, probe?.name);
	const failed = [readTableFile, readSettings, readProbe].find(answer => answer.status === 'rejected');
	return {
		...(results !== undefined && {results}),
		...(settings !== undefined && settingsText !== undefined && {settings: {...settingsText, framework: settings.framework}}),
		...(probeText !== undefined && {probe: probeText}),
		checkpoints: checkpoints.map(({name, sizeBytes, modifiedAt}) => ({
			name, path: posix.join(directory, checkpointFolder, name), sizeBytes, writtenAt: modifiedAt,
		})),
		...(plot !== undefined && {plottedAt: plot.modifiedAt}),
		sizeBytes: Array.from(files.values(), ({sizeBytes}) => sizeBytes).reduce((sum, bytes) => sum + bytes, 0),
		...(failed !== undefined && {failure: failed.reason as unknown}),
	};
}
