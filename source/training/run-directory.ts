import {posix} from 'node:path';
import type {FrameworkName} from '../domain/framework.ts';
import type {Checkpoint} from '../domain/run.ts';
import type {CallOptions} from '../engine/engine.ts';
import {
	bestCheckpoint,
	checkpointFolder,
	lastCheckpoint,
	plotName,
	probeRecords,
	settingsFiles,
	settingsNames,
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

/**
The port through which a run directory is read. Names are relative to the directory; a link counts as what it leads to. Calls reject
when the source itself does not answer.
*/
export type RunFileSource = {
	/** Undefined where there is no regular file of this name. */
	stat(name: string, options?: CallOptions): Promise<RunFileStat | undefined>;
	/** Undefined for a file that is missing, longer or not to be read. */
	read(name: string, options: CallOptions & {readonly maxBytes: number}): Promise<string | undefined>;
	/** The names in a folder; without it only the usual checkpoints are known. */
	list?(folder: string): Promise<readonly string[]>;
	/** Whether the first `maxBytes` of a file hold a text; undefined when it is not known. */
	hasText?(name: string, text: string, options: CallOptions & {readonly maxBytes: number}): Promise<boolean | undefined>;
};

/** A small file of a run directory, with the time of its last change in milliseconds since 1970. */
export type RunFile = {
	/** Empty when it could not be read. */
	readonly text: string;
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

/** The list of tensors is at the start of a checkpoint and holds no weights: 1 MB for the largest models. */
const checkpointHeadBytes = 4 * 1024 * 1024;

/** Checkpoints of one run that are looked at. */
const maxCheckpoints = 1000;

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

const stampOf = ({modifiedAt, sizeBytes}: RunFileStat) => `${modifiedAt} ${sizeBytes}`;

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
export async function readSettingsFile(source: RunFileSource, options?: CallOptions): Promise<RunFile & {readonly name: string; readonly framework: FrameworkName} | undefined> {
	const found = await statSettings(source, options);
	const text = found && await source.read(found.name, {...options, maxBytes: maxSettingsBytes});
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

function toListing<T extends RunFileStat>(found: ReadonlyArray<readonly [string, T | undefined]>): RunListing<T> {
	return new Map(found.flatMap(([name, file]) => file === undefined ? [] : [[name, file] as const]));
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

type ReadOptions = CallOptions & {
	/** How the checkpoints name the directory. */
	readonly directory: string;
	readonly texts?: RunTexts;
};

async function readText(source: Pick<RunFileSource, 'read'>, file: RunFileStat & {readonly name: string}, {texts, maxBytes, ...options}: CallOptions & {readonly texts: RunTexts; readonly maxBytes: number}): Promise<RunFile> {
	const stamp = stampOf(file);
	const last = texts.get(file.name);
	if (last?.stamp === stamp) {
		return last.file;
	}

	const text = file.sizeBytes > maxBytes ? undefined : await source.read(file.name, {...options, maxBytes});
	const read = {text: text ?? '', modifiedAt: file.modifiedAt};
	if (text !== undefined) {
		texts.set(file.name, {stamp, file: read});
	}

	return read;
}

/** Reads those files of a listing that count. What cannot be read has no text; its time still says that something wrote it. */
export async function readRunFiles(source: Pick<RunFileSource, 'read'>, files: RunListing, {directory, texts = new Map(), ...options}: ReadOptions): Promise<RunFiles> {
	const {table, settings, plot, probe, checkpoints} = chooseRunFiles(files);
	const [readTableFile, readSettings, readProbe] = await Promise.allSettled([
		table && readText(source, table, {...options, texts, maxBytes: maxTableBytes}),
		settings && readText(source, settings, {...options, texts, maxBytes: maxSettingsBytes}),
		probe && readText(source, probe, {...options, texts, maxBytes: maxTableBytes}),
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

/** Reads one run directory again and again; a file that has not changed is not read again. */
export type RunReader = {
	/** `isCheckpointRead`: also whether last.pt was stripped, which costs a program in a container. */
	read(options?: CallOptions & {readonly isCheckpointRead?: boolean}): Promise<RunFiles>;
};

export type RunReaderOptions = {
	/** How the checkpoints name the directory. */
	readonly directory: string;
	/** False where only the course of the run is asked for, not how it ended. */
	readonly isEndWanted?: boolean;
	/** Whether what the probe records is wanted. */
	readonly isProbeWanted?: boolean;
};

/** The reader of a run directory; see `chooseRunFiles` for its rules. */
export function createRunReader(source: RunFileSource, {directory, isEndWanted = true, isProbeWanted = false}: RunReaderOptions): RunReader {
	const texts: RunTexts = new Map();
	let last: RunListing = new Map();
	let stripped: {readonly stamp: string; readonly value: boolean} | undefined;

	/** A state of any optimizer of PyTorch has a key `param_groups`. Source: strip_optimizer of YOLOv5 and Ultralytics; torch.save writes the pickled keys first. */
	async function isStripped(options: CallOptions): Promise<boolean | undefined> {
		const checkpoint = last.get(lastCheckpoint);
		if (checkpoint === undefined || checkpoint.sizeBytes === 0) {
			return undefined;
		}

		const stamp = stampOf(checkpoint);
		if (stripped?.stamp !== stamp) {
			const hasOptimizer = await source.hasText?.(lastCheckpoint, 'param_groups', {...options, maxBytes: checkpointHeadBytes});
			stripped = hasOptimizer === undefined ? undefined : {stamp, value: !hasOptimizer};
		}

		return stripped?.value;
	}

	return {
		async read({isCheckpointRead = false, ...options} = {}) {
			const {files, failure} = await statRunFiles(source, {
				...options, isEndWanted, isProbeWanted, last,
			});
			last = files;
			const read = await readRunFiles(source, files, {...options, directory, texts});
			const isLastStripped = isCheckpointRead ? await isStripped(options) : undefined;
			return {
				...read,
				...(isLastStripped !== undefined && {isStripped: isLastStripped}),
				...((failure ?? read.failure) !== undefined && {failure: failure ?? read.failure}),
			};
		},
	};
}
