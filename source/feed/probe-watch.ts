import path from 'node:path';
import type {Feed} from '../domain/feed.ts';
import type {Probe} from '../domain/probe.ts';
import {readProbeRecords} from '../probe/read-records.ts';
import {probeRecords, tableNames} from '../training/run-file-names.ts';
import type {RunFileSource} from '../training/run-directory.ts';
import {hostRunFiles} from '../training/run-file-sources.ts';

/** The records change once an epoch; answers to a request are waited for. */
const pollMs = 1000;

/** The probe itself stops at 12 MiB. */
const maxBytes = 16 * 1024 * 1024;

type Listener = Parameters<Feed['run']>[0];

/** Looks at the records in a run directory, again and again; gives nothing where there are none, or they are as they were. */
export function createProbeLook({stat, read}: Pick<RunFileSource, 'stat' | 'read'>): (signal?: AbortSignal) => Promise<Probe | undefined> {
	let seen: string | undefined;
	return async signal => {
		const facts = await stat(probeRecords, {signal});
		const stamp = facts && `${facts.modifiedAt} ${facts.sizeBytes}`;
		if (stamp === undefined || stamp === seen) {
			return undefined;
		}

		seen = stamp;
		return readProbeRecords(await read(probeRecords, {signal, maxBytes}) ?? '');
	};
}

/** Looks whether the table of results has grown since the first look: a run that goes on has one already. */
function createTableLook({stat}: Pick<RunFileSource, 'stat'>): () => Promise<boolean> {
	let first: number | undefined;
	return async () => {
		const tables = await Promise.all(tableNames.map(async name => stat(name)));
		const size = Math.max(0, ...tables.map(table => table?.sizeBytes ?? 0));
		first ??= size;
		return size > first;
	};
}

/**
Adds what the probe records to the output of a plain process: it is in the run directory that the output names, which counts from
`workingDirectory`. The last look comes after the end of the output. `isMeant` where the process was started with the probe: without a record of it
when the first row of results is there, its Python has not loaded it, and that is said once.
*/
export async function withProbeRecords(listener: Listener, {workingDirectory, isMeant, everyMs = pollMs}: {readonly workingDirectory: string; readonly isMeant: boolean; readonly everyMs?: number}, work: (listener: Listener) => Promise<void>): Promise<void> {
	let runDirectory: string | undefined;
	let read: ReturnType<typeof createProbeLook> | undefined;
	let lookAtTable: ReturnType<typeof createTableLook> | undefined;
	let lookForRecords: (() => Promise<boolean>) | undefined;
	let isTold = !isMeant;
	let looking = Promise.resolve();
	const look = async () => {
		const directory = runDirectory;
		const probe = await read?.();
		if (probe !== undefined && directory === runDirectory) {
			isTold = true;
			listener({events: [{type: 'probe-read', probe, runDirectory: directory!}], lines: []});
			return;
		}

		// The records begin before the first row.
		const isMissed = !isTold && await lookAtTable?.() === true && await lookForRecords?.() === false;
		if (directory !== runDirectory || !isMissed) {
			return;
		}

		isTold = true;
		listener({events: [{type: 'probe-missed'}], lines: []});
	};

	const timer = setInterval(() => {
		looking = looking.then(look).catch(() => undefined);
	}, everyMs);
	try {
		await work(batch => {
			const announced = batch.events.findLast(event => event.type === 'run-directory-announced')?.path;
			if (announced !== undefined && announced !== runDirectory) {
				runDirectory = announced;
				const files = hostRunFiles(path.resolve(workingDirectory, announced));
				lookAtTable = createTableLook(files);
				lookForRecords = async () => await files.stat(probeRecords) !== undefined;
				read = createProbeLook(files);
				isTold = !isMeant;
			}

			listener(batch);
		});
	} finally {
		clearInterval(timer);
		await looking.then(look).catch(() => undefined);
	}
}
