import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {
	chmodSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {
	formatMegabytes,
	formatMs,
	median,
	type Row,
	type Section,
} from './report.ts';
import {runInTerminal} from './terminal-run.ts';

const count = 10_000;
const running = 20;
const rounds = 5;

/** In one line of squeue's answer, as yolotop asks for it. */
function jobLine(index: number): string {
	const isRunning = index < running;
	const id = String(1000 + index);
	return `${[
		id, id, isRunning ? 'RUNNING' : 'PENDING', 'gpu', 'ann', '1796000000', isRunning ? '1796000500' : 'N/A', 'N/A', '1-00:00:00', isRunning ? '1:00:00' : '0:00', '1', isRunning ? 'n1' : '', isRunning ? 'None' : 'Priority', 'gpu:1', String(200_000 - index), '(null)', '/home/ann/project', `/home/ann/project/train-${index}.sh`, `sweep-${index}`,
	].join('\u{1F}')}\u{1E}\n`;
}

/** A folder with programs that answer as Slurm's do: a real Slurm does not take ten thousand jobs of the bench. */
function makePrograms(): string {
	const folder = mkdtempSync(path.join(tmpdir(), 'yolotop-bench-jobs-'));
	const indices = Array.from({length: count}, (_, index) => index);
	writeFileSync(path.join(folder, 'jobs'), indices.map(index => jobLine(index)).join(''));
	writeFileSync(path.join(folder, 'queue'), indices.slice(running).map(index => `${1000 + index}\u{1F}gpu\u{1F}${200_000 - index}\u{1E}\n`).join(''));
	const programs = {
		squeue: `case "$*" in *--states=PENDING*) exec cat '${folder}/queue';; esac\nexec cat '${folder}/jobs'`,
		scontrol: 'case "$*" in *--version*) echo slurm-wlm 22.05.8;; *) echo "JobId=$4 JobName=x JobState=RUNNING StdOut=/nowhere/out WorkDir=/nowhere";; esac',
	};
	for (const [name, text] of Object.entries(programs)) {
		writeFileSync(path.join(folder, name), `#!/bin/sh\n${text}\n`);
		chmodSync(path.join(folder, name), 0o755);
	}

	return folder;
}

/** The most that a process was resident with; undefined when it has ended. */
function peakBytes(pid: number): number | undefined {
	try {
		const text = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
		return text === undefined ? undefined : Number(text) * 1024;
	} catch {
		return undefined;
	}
}

async function costOf(words: readonly string[], environment: NodeJS.ProcessEnv): Promise<{readonly ms: number; readonly peak: number}> {
	const started = performance.now();
	const child = spawn(process.execPath, [...words], {stdio: ['ignore', 'pipe', 'ignore'], env: environment});
	child.stdout.resume();
	let peak = 0;
	const looking = setInterval(() => {
		peak = Math.max(peak, peakBytes(child.pid!) ?? 0);
	}, 10);
	await once(child, 'exit');
	clearInterval(looking);
	return {ms: performance.now() - started, peak};
}

/** Ten thousand jobs: their list on the command line and on the screen. */
export async function measureManyJobs(cli: string, file: string): Promise<Section> {
	const folder = makePrograms();
	const PATH = `${folder}:${process.env.PATH ?? ''}`;
	try {
		const rows: Row[] = [];
		for (const words of [['ls'], ['ls', '--json']]) {
			const costs: Array<Awaited<ReturnType<typeof costOf>>> = [];
			for (let round = 0; round < rounds; round++) {
				costs.push(await costOf([cli, ...words], {...process.env, PATH}));
			}

			const ms = median(costs.map(cost => cost.ms));
			const peak = Math.max(...costs.map(cost => cost.peak));
			rows.push({
				what: `\`yolotop ${words.join(' ')}\``, value: formatMs(ms), target: '< 1 s', isMet: ms < 1000,
			}, {
				what: `its peak resident set (\`${words.join(' ')}\`)`, value: formatMegabytes(peak), target: '< 130 MB', isMet: peak < 130e6,
			});
		}

		const run = runInTerminal(process.execPath, [cli, file], {environment: {PATH}});
		await run.until(text => /\d+\/30/.test(text));
		run.clear();
		const pressed = performance.now();
		run.write('6');
		const shownMs = await run.until(text => text.includes('slurm:1000'), pressed, 60_000);
		await delay(6000);
		const peak = peakBytes(run.pid) ?? NaN;
		await run.end();
		return {
			title: 'Many jobs',
			note: `${count} jobs, ${running} of them run; squeue and scontrol are programs that print them. Medians of ${rounds}.`,
			rows: [...rows, {
				what: 'on the screen, from the key to the jobs', value: formatMs(shownMs), target: '≤ 1 s', isMet: shownMs <= 1000,
			}, {
				what: 'peak resident set with the list on the screen', value: formatMegabytes(peak), target: '< 130 MB', isMet: peak < 130e6,
			}],
		};
	} finally {
		rmSync(folder, {recursive: true, force: true});
	}
}
