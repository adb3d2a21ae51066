import {posix} from 'node:path';
import {isJobActive, type Job} from '../domain/job.ts';
import {createParser} from '../parse/parser.ts';
import {createTerminalLines} from '../stream/terminal-lines.ts';
import {runFileNames} from '../training/run-file-names.ts';
import type {RunFileSource} from '../training/run-directory.ts';
import {findScriptTraining, startDirectories} from './job-script.ts';
import type {ClusterFiles, Scheduler, SchedulerCall} from './scheduler.ts';

/** Both frameworks name their run directory before the first epoch. */
const headBytes = 256 * 1024;

/** The run directory that the beginning of an output names last, as it is printed; undefined when none is. */
export function announcedDirectory(output: Uint8Array): string | undefined {
	const parser = createParser();
	const lines = createTerminalLines('stdout');
	const events = [...lines.push(output), ...lines.end()].flatMap(line => parser.push(line));
	return events.findLast(event => event.type === 'run-directory-announced')?.path;
}

/** The files of a run directory of a cluster. */
export function clusterRunFiles(files: ClusterFiles, directory: string): Omit<RunFileSource, 'hasText'> {
	const ask = {signal: new AbortController().signal};
	const pathOf = (name: string) => posix.join(directory, name);
	return {
		stat: async (name, {signal} = {}) => files.stat(pathOf(name), {...ask, ...(signal && {signal})}),
		async read(name, {signal, maxBytes}) {
			const bytes = await files.readStart(pathOf(name), maxBytes, {...ask, ...(signal && {signal})});
			return bytes && new TextDecoder().decode(bytes);
		},
		list: async folder => files.list(pathOf(folder), ask),
	};
}

/** Where a run directory really is: one that is named absolute, or the first place in which it has files of a run. */
export async function locateRun(files: ClusterFiles, announced: string, bases: readonly string[], options: SchedulerCall): Promise<string | undefined> {
	for (const place of posix.isAbsolute(announced) ? [announced] : bases.map(base => posix.resolve(base, announced))) {
		const found = await Promise.all(runFileNames.map(async name => files.stat(posix.join(place, name), options)));
		if (found.some(file => file !== undefined)) {
			return place;
		}
	}

	return undefined;
}

/** The run directory of a job, absolute, from the beginning of its output; undefined while nothing names it. */
export async function findJobRun(scheduler: Scheduler, job: Job, options: SchedulerCall): Promise<string | undefined> {
	const {outputPath, workDirectory} = job;
	const head = outputPath === undefined ? undefined : await scheduler.files.readStart(outputPath, headBytes, options);
	const announced = head && announcedDirectory(head);
	if (announced === undefined) {
		return undefined;
	}

	const plain = await locateRun(scheduler.files, announced, startDirectories(workDirectory), options);
	if (plain !== undefined || posix.isAbsolute(announced)) {
		return plain;
	}

	const script = await scheduler.readScript(job, options).catch(() => undefined);
	return locateRun(scheduler.files, announced, startDirectories(workDirectory, script === undefined ? [] : findScriptTraining(script)?.directories), options);
}

/** So many jobs of a person are looked into for what they write. */
const maxWriters = 200;

/** The job that writes a run directory now: one whose output names it. Rejects where the scheduler does not answer. */
export async function findJobWriter(scheduler: Scheduler, directory: string, options: SchedulerCall & {readonly realPath?: (path: string) => Promise<string>}): Promise<Job | undefined> {
	const {realPath = async (path: string) => path} = options;
	const wanted = await realPath(directory);
	const listed = await scheduler.list({signal: options.signal});
	const ids = listed.filter(job => isJobActive(job)).slice(0, maxWriters).map(({id}) => id);
	for (const job of await scheduler.readSeveral(ids, options)) {
		const place = job && await findJobRun(scheduler, job, options);
		if (job !== undefined && place !== undefined && await realPath(place) === wanted) {
			return job;
		}
	}

	return undefined;
}
