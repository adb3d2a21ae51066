import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type Dockerode from 'dockerode';
import {startPython, type BenchContainer} from './bench-container.ts';
import {
	formatMegabytes,
	formatMs,
	median,
	type Row,
	type Section,
} from './report.ts';
import {residentBytes, runInTerminal, timeOfProgram} from './terminal-run.ts';

const count = 50;
const fewTrain = 5;
const rounds = 5;

const waiting = 'import sys, time\nsys.stdout.write("Starting training for 300 epochs...\\n")\nsys.stdout.flush()\ntime.sleep(100000)\n';

/** Many containers: their list on the command line and on the screen. */
export async function measureManyContainers(cli: string, file: string, docker: Dockerode): Promise<Section> {
	const containers: BenchContainer[] = [];
	const start = async (from: number, to: number, name: string) => {
		// Ten at once: the engine starts one after the other anyway.
		for (let first = from; first < to; first += 10) {
			const indices = Array.from({length: Math.min(10, to - first)}, (_, index) => first + index);
			containers.push(...await Promise.all(indices.map(async index => startPython(docker, `list-${index}`, waiting, [], name))));
		}
	};

	const removeAll = async () => {
		await Promise.allSettled(containers.splice(0).map(async ({remove}) => remove()));
	};

	try {
		await start(0, count - fewTrain, 'serve.py');
		await start(count - fewTrain, count, 'train.py');
		const few = await listMs(cli);
		await removeAll();
		await start(0, count, 'train.py');
		const all = await listMs(cli);
		const floor = await programsMs(containers);
		return {
			title: 'Many containers',
			note: `${count} containers that run; medians of ${rounds}.`,
			rows: [
				{
					what: `\`yolotop ls\`, ${fewTrain} of them train`, value: formatMs(few), target: '≤ 1 s', isMet: few <= 1000,
				},
				{what: 'the engine starts `true` in each, eight at once', value: formatMs(floor), ratio: '1×'},
				{
					what: '`yolotop ls`, all of them train', value: formatMs(all), ratio: `${(all / floor).toFixed(2)}×`, target: '≤ 1 s', isMet: all <= 1000,
				},
				...await onScreen(cli, file),
			],
		};
	} finally {
		await removeAll();
	}
}

async function listMs(cli: string): Promise<number> {
	const times: number[] = [];
	for (let round = 0; round < rounds; round++) {
		times.push(await timeOfProgram(process.execPath, [cli, 'ls']));
	}

	return median(times);
}

/** What a program in a container costs the engine, whatever it does. */
async function programsMs(containers: readonly BenchContainer[]): Promise<number> {
	const started = performance.now();
	const left = [...containers];
	await Promise.all(Array.from({length: 8}, async () => {
		for (let next = left.pop(); next !== undefined; next = left.pop()) {
			const exec = await next.container.exec({Cmd: ['true'], AttachStdout: true});
			const stream = await exec.start({});
			await new Promise(resolve => {
				stream.resume().once('end', resolve);
			});
		}
	}));
	return performance.now() - started;
}

async function onScreen(cli: string, file: string): Promise<readonly Row[]> {
	const run = runInTerminal(process.execPath, [cli, file]);
	await run.until(text => /\d+\/30/.test(text));
	await delay(2000);
	run.clear();
	const pressed = performance.now();
	run.write('6');
	const shownMs = await run.until(text => text.includes('yolotop-bench-list'), pressed, 60_000);
	await delay(6000);
	const resident = residentBytes(run.pid);
	await run.end();
	return [
		{
			what: 'on the screen, from the key to the trainings', value: formatMs(shownMs), target: '≤ 1 s', isMet: shownMs <= 1000,
		},
		{
			what: 'resident set with the list on the screen', value: formatMegabytes(resident), target: '< 130 MB', isMet: resident < 130e6,
		},
	];
}
