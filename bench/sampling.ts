import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type Dockerode from 'dockerode';
import {connectEngine} from '../source/engine/connect.ts';
import type {Engine} from '../source/engine/engine.ts';
import {runSampling} from '../source/sample/run-sampling.ts';
import {startPython, type BenchContainer} from './bench-container.ts';
import {engineSeconds} from './engine-processes.ts';
import type {Row, Section} from './report.ts';

/** Long enough for the rarest sampler, which asks once a minute. */
const measuredMs = 60_000;
const minute = 60_000;

/** A nvidia-smi that answers at once, so that only the asking is counted; the real one adds its own time. */
const fakeNvidiaSmi = String.raw`printf "#!/bin/sh\\necho 0, GPU-1, Board, 0, 550.1, P0, 50, 10, 1000, 8192, 50, 99, 250, 30, 1500, 2100, 5001, 0x0, Disabled, 3, 16\\n" > /usr/local/bin/nvidia-smi && chmod 755 /usr/local/bin/nvidia-smi`;

type Cost = {readonly container: number; readonly engine: number | undefined; readonly yolotop: number};

/** Processor seconds of everything that runs in the container, as its cgroup counts them. */
async function containerSeconds(engine: Engine, id: string): Promise<number> {
	const stats = await engine.readStats(id, {signal: AbortSignal.timeout(20_000)}) as {readonly cpu_stats: {readonly cpu_usage: {readonly total_usage: number}}};
	return stats.cpu_stats.cpu_usage.total_usage / 1e9;
}

async function costOf(engine: Engine, id: string, work: (signal: AbortSignal) => Promise<void>): Promise<Cost> {
	const container = await containerSeconds(engine, id);
	const before = engineSeconds(id);
	const own = process.cpuUsage();
	const over = new AbortController();
	const running = work(over.signal);
	await delay(measuredMs);
	over.abort();
	await running;
	const {user, system} = process.cpuUsage(own);
	const after = engineSeconds(id);
	const perMinute = minute / measuredMs;
	return {
		container: (await containerSeconds(engine, id) - container) * perMinute,
		engine: before === undefined || after === undefined ? undefined : (after - before) * perMinute,
		yolotop: (user + system) / 1e6 * perMinute,
	};
}

const secondsText = (seconds: number) => `${Math.max(0, seconds).toFixed(2)} s`;

/** What sampling costs in processor seconds a minute: in the container, in yolotop and in the engine. */
export async function measureSampling(docker: Dockerode): Promise<Section> {
	const bench: BenchContainer = await startPython(docker, 'sampling', 'import time\ntime.sleep(3600)');
	const {id} = bench.container;
	const engine = await connectEngine({host: undefined, context: undefined, signal: AbortSignal.timeout(20_000)});
	const rows: Row[] = [];
	try {
		await engine.exec(id, ['sh', '-c', fakeNvidiaSmi], {signal: AbortSignal.timeout(20_000)});
		const idle = await costOf(engine, id, async () => undefined);
		for (const [what, asked, limit] of [
			['on the engine\'s machine', engine, 0.1],
			['from another machine: everything is asked inside the container', {...engine, endpoint: 'tcp://elsewhere:2375'}, 1],
		] as const) {
			const cost = await costOf(engine, id, async signal => runSampling({
				container: {engine: asked, id}, signal, now: Date.now, emit: () => undefined,
			}));
			const inside = cost.container - idle.container;
			rows.push({
				what, value: `${secondsText(inside)} in the container, ${secondsText(cost.yolotop - idle.yolotop)} in yolotop, ${cost.engine === undefined || idle.engine === undefined ? 'unknown' : secondsText(cost.engine - idle.engine)} in the engine`, target: `< ${limit} s in the container`, isMet: inside < limit,
			});
		}
	} finally {
		engine.close();
		await bench.remove();
	}

	return {
		title: 'Sampling', note: `Processor seconds a minute beyond those of the same minute without sampling, measured over ${measuredMs / 1000} s each with every sampler at work; 0.6 s are 1 % of one core. nvidia-smi is a stand-in.`, rows,
	};
}
