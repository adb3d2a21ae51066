import {spawnSync} from 'node:child_process';
import {
	accessSync,
	constants,
	mkdtempSync,
	rmSync,
} from 'node:fs';
import os, {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import type Dockerode from 'dockerode';
import {startPython, trainingProgram} from './bench-container.ts';
import {createProcessorClock, type ProcessorClock} from './processor-clock.ts';
import {
	formatMegabytes,
	formatMs,
	median,
	type Row,
	type Section,
} from './report.ts';
import {
	processorMs,
	residentBytes,
	runInTerminal,
	type TerminalRun,
} from './terminal-run.ts';

const rounds = 9;
const steadySeconds = 12;

/** Programs that a person may use instead; a name is all that is known of them here. How each says its version. */
const peerVersions: Readonly<Record<string, readonly string[]>> = {
	docker: ['version', '--format', 'docker {{.Client.Version}}, engine {{.Server.Version}}'],
	lazydocker: ['--version'],
	btop: ['--version'],
	ctop: ['-v'],
	nvitop: ['--version'],
};

function findProgram(name: string): string | undefined {
	return (process.env.PATH ?? '').split(':').map(folder => path.join(folder, name)).find(file => {
		try {
			accessSync(file, constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/** The line in which a program says its version. */
function versionOf(name: string): string {
	const {stdout} = spawnSync(name, [...peerVersions[name]!], {encoding: 'utf8'});
	const line = stdout.split('\n').find(text => /\d+\.\d+/.test(text))?.replaceAll(/\u{1B}\[[\d;]*m/gu, '').trim() ?? 'of unknown version';
	return line.startsWith(name) ? line : `${name} ${/\d+(?:\.\d+)+/.exec(line)?.[0] ?? ''}`.trim();
}

/** A program, and the text by which its picture is whole. */
type Case = {
	readonly what: string;
	readonly command: string;
	readonly words: readonly string[];
	readonly isWhole: (text: string) => boolean;
	/** By what it is judged: another case, and how many times its processor time and its time it may take. */
	readonly limits?: {readonly beside: string; readonly processor?: number; readonly wall: number};
	/** Keys after which it shows the same container as yolotop; only for a program that goes on. */
	readonly steadyKeys?: readonly string[];
};

type Start = {readonly wall: number; readonly processor: number};

/** To the whole picture. A peer is killed: some of them wait for a key. */
async function timeStart({command, words, isWhole}: Case, environment: Readonly<Record<string, string>>, clock: ProcessorClock): Promise<Start> {
	const run = runInTerminal(command, words, {environment});
	const wall = await run.until(isWhole);
	// One that is over by then has no time any more.
	const processor = await clock.read(run.pid);
	await kill(run);
	return {wall, processor};
}

async function kill(run: TerminalRun): Promise<void> {
	try {
		process.kill(run.pid, 'SIGKILL');
	} catch {}

	await run.exited;
}

/** Of a program that has settled, over some seconds. */
async function measureSteadily({command, words, isWhole, steadyKeys = []}: Case, environment: Readonly<Record<string, string>>) {
	const run = runInTerminal(command, words, {environment});
	await run.until(isWhole);
	const residentAtStart = residentBytes(run.pid);
	for (const keys of steadyKeys) {
		await delay(300);
		run.write(keys);
	}

	await delay(4000);
	const [processor, bytes] = [processorMs(run.pid), run.bytes()];
	await delay(steadySeconds * 1000);
	const cost = {
		percent: (processorMs(run.pid) - processor) / steadySeconds / 10,
		bytesPerSecond: (run.bytes() - bytes) / steadySeconds,
		residentAtStart,
		resident: residentBytes(run.pid),
	};
	await kill(run);
	return cost;
}

function startRows(cases: readonly Case[], starts: ReadonlyMap<string, readonly Start[]>): Row[] {
	const middle = (what: string): Start => ({wall: median(starts.get(what)!.map(({wall}) => wall)), processor: median(starts.get(what)!.map(({processor}) => processor).filter(ms => !Number.isNaN(ms)))});
	return cases.map(({what, limits}) => {
		const own = middle(what);
		const value = `${formatMs(own.processor)} of processor time, ${formatMs(own.wall)}`;
		if (limits === undefined || !starts.has(limits.beside)) {
			return {what, value};
		}

		const beside = middle(limits.beside);
		const [processor, wall] = [own.processor / beside.processor, own.wall / beside.wall];
		return {
			what,
			value,
			ratio: `${processor.toFixed(1)}×, ${wall.toFixed(1)}× of ${limits.beside}`,
			target: `${limits.processor === undefined ? '' : `≤ ${limits.processor}× processor time, `}≤ ${limits.wall}× time`,
			isMet: wall <= limits.wall && processor <= (limits.processor ?? Infinity),
		};
	});
}

async function steadyRows(cases: readonly Case[], environment: Readonly<Record<string, string>>): Promise<Row[]> {
	const costs = new Map<string, Awaited<ReturnType<typeof measureSteadily>>>();
	for (const one of cases.filter(({steadyKeys}) => steadyKeys !== undefined)) {
		costs.set(one.what, await measureSteadily(one, environment));
	}

	const beside = costs.get('lazydocker');
	return [...costs].map(([what, {percent, bytesPerSecond, residentAtStart, resident}]) => ({
		what: `${what}, while it is watched`,
		value: `${percent.toFixed(1)} % of a core, ${bytesPerSecond.toFixed(0)} B/s, resident ${formatMegabytes(residentAtStart)} at first, then ${formatMegabytes(resident)}`,
		...(what === 'yolotop of a container' && beside !== undefined && {
			ratio: `${(percent / beside.percent).toFixed(1)}× of lazydocker`,
			target: '< lazydocker, ≤ 1500 B/s',
			isMet: percent < beside.percent && bytesPerSecond <= 1500,
		}),
	}));
}

function createCases(cli: string, file: string, container: string): readonly Case[] {
	const isNamed = (text: string) => text.includes(container);
	return [
		{
			what: '`node -e`', command: process.execPath, words: ['-e', 'process.stdout.write("ready"); setTimeout(() => {}, 1000)'], isWhole: text => text.includes('ready'),
		},
		{
			what: '`docker ps`', command: 'docker', words: ['ps'], isWhole: isNamed,
		},
		{
			what: '`docker inspect`', command: 'docker', words: ['inspect', container], isWhole: text => text.includes('"Networks"'),
		},
		{
			what: '`docker logs`', command: 'docker', words: ['logs', '--follow', container], isWhole: text => /3\/299.*\/1000/.test(text), steadyKeys: [],
		},
		{
			what: '`docker stats`', command: 'docker', words: ['stats', container], isWhole: text => text.includes('MiB'), steadyKeys: [],
		},
		{
			what: 'lazydocker', command: 'lazydocker', words: [], isWhole: isNamed, steadyKeys: ['/', container, '\r'],
		},
		{
			what: 'ctop', command: 'ctop', words: [], isWhole: text => text.includes(container.slice(0, 12)), steadyKeys: [],
		},
		{
			what: 'btop', command: 'btop', words: [], isWhole: text => text.includes('mem'), steadyKeys: [],
		},
		{
			what: 'nvitop', command: 'nvitop', words: [], isWhole: text => text.includes('GPU'), steadyKeys: [],
		},
		{
			what: 'yolotop of a file', command: process.execPath, words: [cli, file], isWhole: text => /\d+\/30/.test(text), limits: {beside: '`node -e`', wall: 2.2, processor: 2.2},
		},
		{
			what: 'yolotop of a container', command: process.execPath, words: [cli, container], isWhole: text => text.includes('/300'), limits: {beside: 'lazydocker', processor: 3, wall: 1.5}, steadyKeys: [],
		},
		{
			what: '`yolotop status` of a container', command: process.execPath, words: [cli, 'status', container], isWhole: text => text.includes('Epoch'), limits: {beside: '`docker inspect`', wall: 3},
		},
	];
}

/** Beside what a person would use instead, as far as it is installed: all on one container, in turn. */
export async function measurePeers(cli: string, file: string, docker: Dockerode): Promise<Section> {
	const names = Object.keys(peerVersions);
	const missing = names.filter(name => findProgram(name) === undefined);
	const container = await startPython(docker, 'peers', trainingProgram, ['10', '3']);
	const home = mkdtempSync(path.join(tmpdir(), 'yolotop-bench-home-'));
	const environment = {HOME: home};
	const clock = createProcessorClock();
	const cases = createCases(cli, file, container.name).filter(({command}) => !missing.includes(command));
	const starts = new Map<string, Start[]>(cases.map(({what}) => [what, []]));
	const load = os.loadavg()[0]!;
	try {
		// The first round leaves settings and compiled code in the home directory, as the first start of each does.
		for (let round = 0; round <= rounds; round++) {
			for (const one of cases) {
				const start = await timeStart(one, environment, clock);
				if (round > 0) {
					starts.get(one.what)!.push(start);
				}
			}
		}

		const rows = [...startRows(cases, starts), ...await steadyRows(cases, environment)];
		const versions = names.filter(name => !missing.includes(name)).map(name => versionOf(name)).join('; ');
		return {
			title: 'Beside its peers',
			note: `To the whole picture in a pty of 160x45, medians of ${rounds} rounds, all in turn; then ${steadySeconds} s each with a bar that moves 10 times a second. ${versions}. Load ${load.toFixed(1)} before.${missing.length === 0 ? '' : ` Not installed: ${missing.join(', ')}.`}`,
			rows,
		};
	} finally {
		clock.close();
		await container.remove();
		rmSync(home, {recursive: true, force: true});
	}
}
