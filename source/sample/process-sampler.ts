import {readdir, readFile} from 'node:fs/promises';
import process from 'node:process';
import type {ProcessSample} from '../domain/sample.ts';
import {
	parseCommand,
	parseProcessStat,
	parseResidentBytes,
	type ProcessStat,
} from './process-files.ts';
import type {PolledSampler} from './polled-sampler.ts';
import {isProcessHere} from './same-host.ts';

/** Processes that are named beside the workers of the data loader. */
const mostBusy = 6;
/** A training with more workers than that is shown without the rest. */
const mostWorkers = 64;
/** A machine with more processes is not looked through: that would cost more than it says. */
const mostProcesses = 4000;
/** Below this a process is at rest. */
const leastPercent = 1;

type Reading = {readonly at: number; readonly byPid: ReadonlyMap<number, ProcessStat>};

/**
The busiest processes of this machine and the workers of its data loaders, from /proc. With a container only the workers in it: those of
another training say nothing about this one. The second look is the first that says something.
*/
export function createProcessSampler(containerId: string | undefined, intervalMs = 10_000): PolledSampler {
	let earlier: Reading | undefined;
	return {
		name: 'processes',
		intervalMs,
		timeLimitMs: 10_000,
		async read() {
			const before = earlier;
			const now = await readAll();
			earlier = now;
			if (before === undefined) {
				return {kind: 'processes', processes: []};
			}

			const percents = percentsBetween(before, now);
			return {kind: 'processes', processes: await chooseProcesses(now, percents, containerId), ownPercent: ownPercentOf(now, percents)};
		},
	};
}

async function readAll(): Promise<Reading> {
	const names = await readdir('/proc');
	const pids = names.filter(name => /^\d+$/.test(name)).slice(0, mostProcesses);
	const stats = await Promise.all(pids.map(async pid => parseProcessStat(await readText(pid, 'stat'))));
	return {at: performance.now(), byPid: new Map(stats.filter(stat => stat !== undefined).map(stat => [stat.pid, stat]))};
}

/** Empty where the process has just ended, or may not be seen. */
async function readText(pid: number | string, file: string): Promise<string> {
	return readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
}

/** How busy each process was that was there at both looks, 100 is one core. */
type Percents = ReadonlyMap<number, number>;

function percentsBetween(before: Reading, now: Reading): Percents {
	const seconds = (now.at - before.at) / 1000;
	return new Map([...now.byPid.values()].flatMap(stat => {
		const past = before.byPid.get(stat.pid);
		return past?.startedAt !== stat.startedAt || !(seconds > 0) ? [] : [[stat.pid, (stat.ticks - past.ticks) / seconds] as const];
	}));
}

/** What this program takes with the nvidia-smi that it has started; a training that it has started is none of its cost. */
function ownPercentOf({byPid}: Reading, percents: Percents): number | undefined {
	const own = percents.get(process.pid);
	const helpers = [...byPid.values()].filter(({name, parentPid}) => parentPid === process.pid && name === 'nvidia-smi');
	return own === undefined ? undefined : helpers.reduce((sum, {pid}) => sum + (percents.get(pid) ?? 0), own);
}

async function chooseProcesses(now: Reading, percents: Percents, containerId: string | undefined): Promise<readonly ProcessSample[]> {
	const commands = new Map<number, Promise<string>>();
	const commandOf = async (pid: number): Promise<string> => {
		const known = commands.get(pid) ?? readText(pid, 'cmdline').then(text => parseCommand(text));
		commands.set(pid, known);
		return known;
	};

	const workers = await findWorkers(now, commandOf, containerId);
	const busy = [...percents].filter(([, percent]) => percent >= leastPercent).toSorted(([, one], [, other]) => other - one).slice(0, mostBusy).map(([pid]) => pid);
	const chosen = [...new Set([...busy, ...workers])].filter(pid => percents.has(pid));
	const samples = await Promise.all(chosen.map(async (pid): Promise<ProcessSample> => {
		const command = await commandOf(pid);
		return {
			pid,
			parentPid: now.byPid.get(pid)!.parentPid,
			command: command === '' ? now.byPid.get(pid)!.name : command,
			cpuPercent: percents.get(pid)!,
			memoryBytes: parseResidentBytes(await readText(pid, 'status')),
			isWorker: workers.has(pid),
			...(containerId !== undefined && {isInContainer: await isProcessHere(pid, containerId)}),
		};
	}));
	return samples.toSorted((one, other) => other.cpuPercent - one.cpuPercent);
}

/** A worker is a fork: it has the command line of the Python program that started it. */
async function findWorkers({byPid}: Reading, commandOf: (pid: number) => Promise<string>, containerId: string | undefined): Promise<ReadonlySet<number>> {
	const candidates = [...byPid.values()].filter(({name, parentPid}) => isOfLoader(name, byPid.get(parentPid)?.name)).slice(0, mostWorkers);
	const answers = await Promise.all(candidates.map(async ({pid, parentPid}) => {
		const [own, parents] = await Promise.all([commandOf(pid), commandOf(parentPid)]);
		return own !== '' && own === parents && (containerId === undefined || await isProcessHere(pid, containerId));
	}));
	return new Set(candidates.filter((_, index) => answers[index]).map(({pid}) => pid));
}

/** PyTorch names its workers since 2.4; before, they have the name of their parent. */
function isOfLoader(name: string, parentName: string | undefined): boolean {
	return name.startsWith('pt_data_worker') || (name === parentName && /^(?:python|yolo)/.test(name));
}
