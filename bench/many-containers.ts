import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type Dockerode from 'dockerode';
import {startPython, type BenchContainer} from './bench-container.ts';
import {formatMegabytes, formatMs, type Section} from './report.ts';
import {residentBytes, runInTerminal} from './terminal-run.ts';

const count = 50;

const waiting = 'import sys, time\nsys.stdout.write("Starting training for 300 epochs...\\n")\nsys.stdout.flush()\ntime.sleep(100000)\n';

/** The list of runs with many containers that train. */
export async function measureManyContainers(cli: string, file: string, docker: Dockerode): Promise<Section> {
	const containers: BenchContainer[] = [];
	try {
		// Ten at once: the engine starts one after the other anyway.
		for (let start = 0; start < count; start += 10) {
			containers.push(...await Promise.all(Array.from({length: 10}, async (_, index) => startPython(docker, `list-${start + index}`, waiting))));
		}

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
		return {
			title: 'Many containers',
			note: `${count} containers that train, in the list of runs.`,
			rows: [
				{what: 'from the key to the first of them', value: formatMs(shownMs)},
				{
					what: 'resident set with the list on the screen', value: formatMegabytes(resident), target: '< 130 MB', isMet: resident < 130e6,
				},
			],
		};
	} finally {
		await Promise.allSettled(containers.map(async ({remove}) => remove()));
	}
}
