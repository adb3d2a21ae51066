import path from 'node:path';
import type {Feed} from '../domain/feed.ts';
import {readProbeRecords} from '../probe/read-records.ts';
import {probeRecords} from '../training/run-file-names.ts';
import {hostRunFiles} from '../training/run-file-sources.ts';

/** The records change once an epoch; answers to a request are waited for. */
const pollMs = 1000;

/** The probe itself stops at 12 MiB. */
const maxBytes = 16 * 1024 * 1024;

type Listener = Parameters<Feed['run']>[0];

/** A look at the records in a run directory of this machine; nothing where they are as they were. */
function createProbeLook(): (directory: string) => Promise<ReturnType<typeof readProbeRecords>> {
	let seen = '';
	return async directory => {
		const source = hostRunFiles(directory);
		const stat = await source.stat(probeRecords);
		const stamp = stat && `${directory} ${stat.modifiedAt} ${stat.sizeBytes}`;
		if (stamp === undefined || stamp === seen) {
			return undefined;
		}

		seen = stamp;
		return readProbeRecords(await source.read(probeRecords, {maxBytes}) ?? '');
	};
}

/**
Adds what the probe records to the output of a plain process: it lies in the run directory that the output names, which counts from
`workingDirectory`. The last look comes after the end of the output.
*/
export async function withProbeRecords(listener: Listener, workingDirectory: string, work: (listener: Listener) => Promise<void>): Promise<void> {
	const read = createProbeLook();
	let runDirectory: string | undefined;
	let looking = Promise.resolve();
	const look = async () => {
		const directory = runDirectory;
		const probe = directory === undefined ? undefined : await read(path.resolve(workingDirectory, directory));
		if (probe !== undefined && directory === runDirectory) {
			listener({events: [{type: 'probe-read', probe, runDirectory: directory!}], lines: []});
		}
	};

	const timer = setInterval(() => {
		looking = looking.then(look).catch(() => undefined);
	}, pollMs);
	try {
		await work(batch => {
			runDirectory = batch.events.findLast(event => event.type === 'run-directory-announced')?.path ?? runDirectory;
			listener(batch);
		});
	} finally {
		clearInterval(timer);
		await looking.then(look).catch(() => undefined);
	}
}
