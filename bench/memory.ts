import {mkdtemp, open, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {epochText} from './decode.ts';
import {formatMegabytes, type Row, type Section} from './report.ts';
import {processorMs, residentBytes, runInTerminal} from './terminal-run.ts';

/** What a program needs after it has read so many lines that were appended to a file it follows. */
export async function measureMemory(cli: string, file: string): Promise<Section> {
	const rows: Row[] = [];
	const start = runInTerminal(process.execPath, [cli, file]);
	await start.until(text => /\d+\/30/.test(text));
	await delay(3000);
	const resident = residentBytes(start.pid);
	rows.push({
		what: 'after start', value: formatMegabytes(resident), target: '< 110 MB', isMet: resident < 110e6,
	});
	await start.end();

	const node = runInTerminal(process.execPath, ['-e', 'process.stdout.write("ready"); setInterval(() => {}, 1000)']);
	await node.until(text => text.includes('ready'));
	rows.push({what: '`node` that does nothing', value: formatMegabytes(residentBytes(node.pid)), ratio: `${(resident / residentBytes(node.pid)).toFixed(2)}×`});
	await node.end();

	const folder = await mkdtemp(path.join(tmpdir(), 'yolotop-bench-'));
	const growing = path.join(folder, 'train.log');
	const handle = await open(growing, 'a');
	await handle.write(epochText());
	const run = runInTerminal(process.execPath, [cli, growing]);
	try {
		await run.until(text => text.includes('/300'));
		const lines = Array.from({length: 10_000}, (_, index) => `WARNING image ${index} is broken: cannot identify image file\n`).join('');
		const seen: number[] = [];
		for (let thousand = 0; thousand < 1000; thousand += 10) {
			await handle.write(lines);
			await delay(20);
			if (![190, 590, 990].includes(thousand)) {
				continue;
			}

			await handle.write(epochText().replaceAll('12/299', `${13 + seen.length}/299`));
			await untilRead(run.pid);
			seen.push(residentBytes(run.pid));
		}

		const [first, middle, last] = seen as [number, number, number];
		rows.push({what: 'after 200,000 lines', value: formatMegabytes(first)}, {
			what: 'after 600,000 lines', value: formatMegabytes(middle), ratio: `${(middle / first).toFixed(2)}×`,
		}, {
			what: 'after 1,000,000 lines', value: formatMegabytes(last), ratio: `${(last / first).toFixed(2)}×`, target: 'flat (≤ 1.1×)', isMet: last <= first * 1.1,
		});
	} finally {
		await run.end();
		await handle.close();
		await rm(folder, {recursive: true, force: true});
	}

	return {title: 'Memory', note: 'Resident set, in a pty of 160x45.', rows};
}

/** Resolves when a program has read what was there: it has needed less than a tenth of a core for some seconds. */
async function untilRead(pid: number): Promise<void> {
	for (let calm = 0; calm < 3;) {
		const before = processorMs(pid);
		await delay(1000);
		calm = processorMs(pid) - before < 100 ? calm + 1 : 0;
	}
}
