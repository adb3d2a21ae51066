import {spawnSync} from 'node:child_process';
import {request} from 'node:http';
import process from 'node:process';
import type Dockerode from 'dockerode';
import {engineSocket, startPython, trainingProgram} from './bench-container.ts';
import {
	formatMs,
	median,
	type Row,
	type Section,
} from './report.ts';
import {runInTerminal} from './terminal-run.ts';

const rounds = 11;

/** How long the engine itself needs to answer what an attaching program must ask. */
async function engineAnswerMs(name: string): Promise<number> {
	const started = performance.now();
	await new Promise<void>((resolve, reject) => {
		request({socketPath: engineSocket(), path: `/containers/${name}/json`}, response => {
			response.resume().on('end', resolve);
		}).on('error', reject).end();
	});
	return performance.now() - started;
}

/** From exec to the first text that fits, and its processor time until then. */
async function timeOf(words: readonly string[], pattern: RegExp): Promise<number> {
	const run = runInTerminal(process.execPath, words);
	const ms = await run.until(text => pattern.test(text));
	await run.end();
	return ms;
}

export async function measureStart(cli: string, file: string, docker: Dockerode | undefined): Promise<Section> {
	const container = docker && await startPython(docker, 'start', trainingProgram, ['10', '3']);
	const cases: Array<{readonly what: string; readonly words: readonly string[]; readonly pattern: RegExp; readonly limit: number}> = [
		{
			what: '`node` writes one string', words: ['-e', 'process.stdout.write("ready")'], pattern: /ready/, limit: 1,
		},
		{
			what: 'first picture of a log file, with its values', words: [cli, file], pattern: /\d+\/30/, limit: 2,
		},
		{
			what: 'status of a log file', words: [cli, 'status', file], pattern: /Epoch/, limit: 1.5,
		},
		...(container === undefined
			? []
			: [
				{
					what: 'first picture of a container, with its values', words: [cli, container.name], pattern: /\/300/, limit: 2,
				},
				{
					what: 'status of a container', words: [cli, 'status', container.name], pattern: /Epoch/, limit: 1.5,
				},
			]),
	];
	const times = new Map<string, number[]>(cases.map(({what}) => [what, []]));
	const answers: number[] = [];
	try {
		for (let round = 0; round < rounds; round++) {
			for (const {what, words, pattern} of cases) {
				times.get(what)!.push(await timeOf(words, pattern));
			}

			if (container !== undefined) {
				answers.push(await engineAnswerMs(container.name));
			}
		}
	} finally {
		await container?.remove();
	}

	const floor = median(times.get(cases[0]!.what)!);
	const rows: Row[] = cases.map(({what, limit}, index) => {
		const ms = median(times.get(what)!);
		const allowed = limit * floor + (what.includes('container') ? median(answers) : 0);
		return {
			what, value: formatMs(ms), ratio: `${(ms / floor).toFixed(2)}×`, ...(index > 0 && {target: `≤ ${limit}× ${what.includes('container') ? '+ engine' : ''}`, isMet: ms <= allowed}),
		};
	});
	const whole = median(times.get(cases[1]!.what)!);
	rows.splice(2, 0, {
		what: `the whole screen of a log file, Node ${process.versions.node}`, value: formatMs(whole), target: '≤ 250 ms', isMet: whole <= 250,
	});
	return {
		title: 'Start', note: `From exec to the text in a pty of 160x45; medians of ${rounds} rounds, all cases in turn. Processor: ${processor()}.`, rows: [...rows, ...(answers.length > 0 ? [{what: 'the engine\'s answer', value: formatMs(median(answers))}] : [])],
	};
}

/** In general words. */
function processor(): string {
	const {stdout} = spawnSync('grep', ['-m1', 'model name', '/proc/cpuinfo'], {encoding: 'utf8'});
	return stdout.split(':', 2)[1]?.trim() ?? 'unknown';
}
