import {
	link,
	rename,
	rm,
	stat,
	writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {makeFolder} from '../files/make-folder.ts';
import {readTextFile, readTextFileSync} from '../files/regular-file.ts';

/** A process for as long as it lives: its number alone is used again. */
export type LivingProcess = {readonly pid: number; readonly startTicks?: number; readonly bootId?: string};

const maxBytes = 4096;

/** Who takes over the lock of a dead process needs some milliseconds. */
const abandonedMs = 10_000;

/** Changes with each start of the machine; undefined where it does not say. Source: Linux, random(4). */
export function readBootId(): string | undefined {
	try {
		return readTextFileSync('/proc/sys/kernel/random/boot_id', maxBytes).trim();
	} catch {
		return undefined;
	}
}

/** When a process was started, in clock ticks after the machine's start; undefined where there is none, or no /proc. A process that only waits to be collected is none. Source: proc(5). */
export function readStartTicks(pid: number): number | undefined {
	try {
		const line = readTextFileSync(`/proc/${pid}/stat`, maxBytes);
		const fields = line.slice(line.lastIndexOf(') ') + 2).split(' ');
		return fields[0] === 'Z' ? undefined : Number(fields[19]);
	} catch {
		return undefined;
	}
}

function hasProcess(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** Whether it is still the same process. */
export function isAlive({pid, startTicks, bootId}: LivingProcess): boolean {
	if (bootId !== undefined && bootId !== readBootId()) {
		return false;
	}

	return startTicks === undefined ? hasProcess(pid) : readStartTicks(pid) === startTicks;
}

/** This process. */
export function describeProcess(pid = process.pid): LivingProcess {
	const [startTicks, bootId] = [readStartTicks(pid), readBootId()];
	return {pid, ...(startTicks !== undefined && {startTicks}), ...(bootId !== undefined && {bootId})};
}

async function readHolder(file: string): Promise<LivingProcess | undefined> {
	try {
		const holder = JSON.parse(await readTextFile(file, maxBytes)) as LivingProcess;
		return Number.isSafeInteger(holder.pid) && holder.pid > 0 ? holder : undefined;
	} catch {
		return undefined;
	}
}

/** The process that holds a lock; undefined where none does, or it is dead. */
export async function findHolder(file: string): Promise<LivingProcess | undefined> {
	const holder = await readHolder(file);
	return holder !== undefined && isAlive(holder) ? holder : undefined;
}

/** Puts the draft in the place of a lock whose holder is dead; only one of several processes that find it so does. */
async function hasTakenOver(file: string, draft: string): Promise<boolean> {
	const marker = `${file}.taken`;
	try {
		await writeFile(marker, '', {flag: 'wx'});
	} catch {
		const facts = await stat(marker).catch(() => undefined);
		const age = Date.now() - (facts?.mtimeMs ?? Date.now());
		await (age > abandonedMs ? rm(marker, {force: true}) : undefined);
		return false;
	}

	try {
		if (await findHolder(file) !== undefined) {
			return false;
		}

		await rename(draft, file);
		return true;
	} finally {
		await rm(marker, {force: true});
	}
}

let drafts = 0;

/** Takes a lock that ends with this process at the latest, however that ends. Gives what lets go of it; undefined where a living process has it. */
export async function takeLock(file: string): Promise<(() => Promise<void>) | undefined> {
	await makeFolder(path.dirname(file), 0o700);
	drafts++;
	const draft = `${file}.${process.pid}.${drafts}`;
	const own = describeProcess();
	await writeFile(draft, JSON.stringify(own), {mode: 0o600});
	try {
		try {
			await link(draft, file);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
				throw error;
			}

			if (await findHolder(file) !== undefined || !await hasTakenOver(file, draft)) {
				return undefined;
			}
		}
	} finally {
		await rm(draft, {force: true});
	}

	return async () => {
		const holder = await readHolder(file);
		if (holder?.pid === own.pid && holder.startTicks === own.startTicks && holder.bootId === own.bootId) {
			await rm(file, {force: true});
		}
	};
}
