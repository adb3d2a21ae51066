import {readFileSync} from 'node:fs';
import type {RunCandidate, TrainingFacts} from './claims.ts';
import {statSettings} from './run-directory.ts';
import {hostRunFiles} from './run-file-sources.ts';

/** Clock ticks a second that the kernel counts times in, on every machine that Node runs on. Source: Linux, include/uapi/asm-generic/param.h (USER_HZ). */
const ticksPerSecond = 100;

/** A kernel reports its own start in whole seconds, and up to a second early: another start is that of another machine. */
const sameKernelMs = 2500;

/** Only what was written so close to a start can be taken for older or younger than it is. */
const nearMs = 5000;

/** When this process was started, by the kernel's ticks; undefined where there is no /proc. Field 22 of /proc/PID/stat. Source: proc(5). */
function readOwnTicks(): number | undefined {
	try {
		const line = readFileSync('/proc/self/stat', 'utf8');
		const ticks = Number(line.slice(line.lastIndexOf(') ') + 2).split(' ', 20)[19]);
		return Number.isNaN(ticks) ? undefined : ticks;
	} catch {
		return undefined;
	}
}

let ownTicks: number | undefined;

/**
When a process of this machine's kernel was started, in milliseconds since 1970; undefined where there is no /proc. It is counted from
this process, whose start the clock knows: the start of the machine is reported in whole seconds and moves when the clock is set.
*/
export function exactStart(startTicks: number): number | undefined {
	ownTicks ??= readOwnTicks();
	return ownTicks === undefined ? undefined : performance.timeOrigin + ((startTicks - ownTicks) * 1000 / ticksPerSecond);
}

/**
The same facts with exact times, where the container runs on the kernel of this machine and its files can be seen
here: a training that begins a second after another one is then not taken for its writer.
*/
export async function withExactTimes(facts: TrainingFacts, startTicks: number): Promise<TrainingFacts> {
	const startedAt = exactStart(startTicks);
	if (startedAt === undefined || facts.startedAt === undefined || Math.abs(startedAt - facts.startedAt) > sameKernelMs) {
		return facts;
	}

	const candidates = await Promise.all(facts.candidates.map(async candidate => Math.abs(candidate.modifiedAt - startedAt) > nearMs ? candidate : refine(candidate)));
	return {
		...facts, startedAt, isStartExact: true, candidates,
	};
}

async function refine(candidate: RunCandidate): Promise<RunCandidate> {
	const {place, file} = candidate.id;
	if (file === undefined || !place.startsWith('host:')) {
		return candidate;
	}

	const settings = await statSettings(hostRunFiles(place.slice('host:'.length)));
	return settings?.file === file ? {...candidate, modifiedAt: settings.modifiedAt, isExact: true} : candidate;
}
