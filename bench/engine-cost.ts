import {spawn} from 'node:child_process';
import {readdir, readFile} from 'node:fs/promises';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type Dockerode from 'dockerode';
import {startPython, trainingProgram} from './bench-container.ts';
import type {Row, Section} from './report.ts';
import {processorMs, runInTerminal} from './terminal-run.ts';

const seconds = 12;

/** The engine's processes on this machine; none for an engine elsewhere. */
async function enginePids(): Promise<readonly number[]> {
	const entries = await readdir('/proc');
	const pids = entries.filter(entry => /^\d+$/.test(entry));
	const names = await Promise.all(pids.map(async pid => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')));
	return pids.filter((_, index) => names[index]!.trim() === 'dockerd').map(Number);
}

/** Processor time of all that runs in a container so far, in milliseconds. */
async function containerMs(container: Dockerode.Container): Promise<number> {
	const stats = await container.stats({stream: false});
	return stats.cpu_stats.cpu_usage.total_usage / 1e6;
}

/** What the engine spends on the readers of a training whose bar moves ten times a second, and what they cost inside the container. */
export async function measureEngineCost(cli: string, docker: Dockerode): Promise<Section> {
	const {name, container, remove} = await startPython(docker, 'engine', trainingProgram, ['10', '3']);
	const pids = await enginePids();
	const cost = async () => {
		const readings = async () => ({engine: pids.reduce((sum, pid) => sum + processorMs(pid), 0), inside: await containerMs(container)});
		const before = await readings();
		await delay(seconds * 1000);
		const after = await readings();
		return {engine: (after.engine - before.engine) / seconds / 10, inside: (after.inside - before.inside) / seconds / 10};
	};

	try {
		await delay(3000);
		const alone = await cost();
		const commands = [['attach', '--no-stdin', '--sig-proxy=false', name], ['stats', name]].map(words => spawn('docker', words, {stdio: 'ignore'}));
		await delay(2000);
		const plain = await cost();
		for (const command of commands) {
			command.kill();
		}

		const run = runInTerminal(process.execPath, [cli, name]);
		await run.until(text => text.includes('/300'));
		await delay(6000);
		const ours = await cost();
		await run.end();
		const percent = (value: number) => `${value.toFixed(2)} % of a core`;
		const rows: Row[] = [
			{what: 'engine with nobody reading', value: percent(alone.engine)},
			{what: 'engine with `docker attach` and `docker stats`', value: percent(plain.engine)},
			{
				what: 'engine with yolotop', value: percent(ours.engine), ratio: `${(ours.engine / plain.engine).toFixed(2)}×`, target: '≤ 1× of both commands', isMet: ours.engine <= plain.engine,
			},
			{what: 'inside the container with nobody reading', value: percent(alone.inside)},
			{
				what: 'inside the container with yolotop', value: percent(ours.inside), target: '≤ 0.5 % more', isMet: ours.inside - alone.inside <= 0.5,
			},
		];
		return {title: 'Cost on the engine', note: `Processor time over ${seconds} s each.${pids.length === 0 ? ' The engine runs elsewhere: its own cost cannot be seen.' : ''}`, rows};
	} finally {
		await remove();
	}
}
