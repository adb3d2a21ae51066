import {
	mkdtemp,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type Dockerode from 'dockerode';
import {startPython, trainingProgram} from './bench-container.ts';
import {
	formatMs,
	median,
	type Row,
	type Section,
} from './report.ts';
import {processorMs, runInTerminal, type TerminalRun} from './terminal-run.ts';

const seconds = 15;

/** The batch that the screen tells. */
function batchOf(screen: string): string | undefined {
	return /\b(\d+)\/1000/.exec(screen)?.[1];
}

/** Processor and output over some seconds of a program that has settled. */
async function costOf(run: TerminalRun): Promise<{readonly percent: number; readonly bytesPerSecond: number; readonly counters: number}> {
	const [cpu, bytes] = [processorMs(run.pid), run.bytes()];
	const counters = new Set<string>();
	const end = performance.now() + (seconds * 1000);
	while (performance.now() < end) {
		await delay(40);
		counters.add(batchOf(await run.screen()) ?? '');
	}

	return {percent: (processorMs(run.pid) - cpu) / seconds / 10, bytesPerSecond: (run.bytes() - bytes) / seconds, counters: counters.size / seconds};
}

/** When each batch was written, from the container's own notes: milliseconds since 1970 by batch of the epoch that runs. */
async function writtenAt(shared: string): Promise<ReadonlyMap<string, number>> {
	const text = await readFile(path.join(shared, 'times'), 'utf8');
	return new Map(text.trim().split('\n').map(line => line.split(' ')).map(([, batch, at]) => [batch!, Number(at) * 1000]));
}

/** From the container's write to the terminal's read. */
async function barLatencies(run: TerminalRun, shared: string, count: number): Promise<number[]> {
	const seenAt = new Map<string, number>();
	while (seenAt.size < count) {
		run.clear();
		await run.until(text => text !== '', performance.now(), 20_000);
		const at = Date.now();
		const batch = batchOf(await run.screen());
		if (batch !== undefined) {
			seenAt.set(batch, seenAt.get(batch) ?? at);
		}
	}

	const written = await writtenAt(shared);
	return [...seenAt].flatMap(([batch, at]) => written.has(batch) ? [at - written.get(batch)!] : []).slice(1);
}

/** A folder with a program that answers as nvidia-smi does with one busy GPU, again and again where it is asked to. */
async function writeFakeNvidiaSmi(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'yolotop-bench-'));
	const row = 'echo "0, GPU-1, NVIDIA Board, 00000000:01:00.0, 550.54, P0, $((70 + RANDOM % 30)), 10, $((6000 + RANDOM % 900)), 8192, $((60 + RANDOM % 20)), $((90 + RANDOM % 90)).50, 250.00, 30, $((1500 + RANDOM % 300)), 2100, 5001, 0x0000000000000000, Disabled, 3, 16"';
	await writeFile(path.join(folder, 'nvidia-smi'), `#!/bin/bash\ncase "$*" in\n*query-gpu*-lms*) while ${row}; do sleep 2; done ;;\n*query-gpu*) ${row} ;;\nesac\n`, {mode: 0o755});
	return folder;
}

/** From a key to the first byte of the answer. */
async function keyLatencies(run: TerminalRun, count: number): Promise<number[]> {
	const times: number[] = [];
	for (let index = 0; index < count; index++) {
		await delay(300);
		run.clear();
		const pressed = performance.now();
		run.write('?');
		times.push(await run.until(text => text.length > 400, pressed, 5000));
	}

	return times;
}

export async function measureSteady(cli: string, file: string, docker: Dockerode | undefined): Promise<Section> {
	const rows: Row[] = [];
	const idle = runInTerminal(process.execPath, [cli, file]);
	await idle.until(text => /\d+\/30/.test(text));
	// V8 collects once when it has become idle, after some ten seconds.
	await delay(16_000);
	const unchanged = await costOf(idle);
	rows.push({
		what: 'a run that does not change', value: `${unchanged.percent.toFixed(2)} % of a core, ${unchanged.bytesPerSecond.toFixed(0)} B/s`, target: '< 0.3 %', isMet: unchanged.percent < 0.3,
	});
	const keys = await keyLatencies(idle, 20);
	rows.push({
		what: 'a key (help opens and closes)', value: formatMs(median(keys)), target: '≤ 20 ms', isMet: median(keys) <= 20,
	});
	await idle.end();
	if (docker === undefined) {
		return {title: 'Steady cost', note: 'Without a container engine: a file only.', rows};
	}

	const container = await startPython(docker, 'steady', trainingProgram, ['10', '3']);
	const programs = await writeFakeNvidiaSmi();
	try {
		for (const [what, words, percent, bytes] of [
			['a bar that moves 10 times a second', [], 4, 1500],
			['the same with a GPU in the Machine panel, asked every two seconds', [], 4, 1500],
			['the same with --slow-link', ['--slow-link'], 4, 300],
		] as const) {
			const environment = what.includes('GPU') ? {PATH: `${programs}:${process.env.PATH ?? ''}`} : {};
			const run = runInTerminal(process.execPath, [cli, container.name, ...words], {environment});
			await run.until(text => text.includes('/300'));
			await delay(4000);
			const cost = await costOf(run);
			rows.push({
				what,
				value: `${cost.percent.toFixed(1)} % of a core, ${cost.bytesPerSecond.toFixed(0)} B/s, counter moves ${cost.counters.toFixed(1)} times a second`,
				target: `< ${percent} %, < ${bytes} B/s`,
				isMet: cost.percent < percent && cost.bytesPerSecond < bytes,
			});
			if (what === 'a bar that moves 10 times a second') {
				const latencies = await barLatencies(run, container.shared, 40);
				rows.push({
					what: 'from the container\'s write to the terminal', value: `${formatMs(median(latencies))}, slowest of ${latencies.length}: ${formatMs(Math.max(...latencies))}`, target: '≤ 200 ms', isMet: median(latencies) <= 200,
				});
			}

			await run.end();
		}
	} finally {
		await container.remove();
		await rm(programs, {recursive: true, force: true});
	}

	return {title: 'Steady cost', note: `In a pty of 160x45, over ${seconds} s each.`, rows};
}
