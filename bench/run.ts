// Npm run bench [-- SECTION…] [-- --peers]: measures the built program and writes bench/results.md. BENCH_HISTORY_MB sets the size of the
// big log (200 MB: ratios are the same as with 1 GB, which takes five minutes more). Numbers of one run may be compared with each other, those of two runs only as ratios.
import {writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {loadWords} from '../source/words/words.ts';
import {findEngine} from './bench-container.ts';
import {measureAbsurd} from './absurd.ts';
import {measureDecode} from './decode.ts';
import {measureEngineCost} from './engine-cost.ts';
import {measureEngineRequests} from './engine-requests.ts';
import {measureGrowth} from './growth.ts';
import {measureHistory} from './history.ts';
import {measureMemory} from './memory.ts';
import {measureSampling} from './sampling.ts';
import {measureManyContainers} from './many-containers.ts';
import {measureManyJobs} from './many-jobs.ts';
import {measureManyRuns} from './many-runs.ts';
import {measurePeers} from './peers.ts';
import {measureHeap} from './heap.ts';
import {measureStart} from './start.ts';
import {measureSteady} from './steady.ts';
import {sectionsToMarkdown, type Section} from './report.ts';

const root = path.resolve(import.meta.dirname, '..');
const cli = path.join(root, 'dist/cli.js');
const file = path.join(root, 'test/recordings/v7-detect-tty/stream.raw');
const megabytes = Number(process.env.BENCH_HISTORY_MB ?? 200);
const docker = await findEngine();
// The frames that are drawn in this process have words.
await loadWords('en');
if (docker === undefined) {
	console.error('No container engine with the image of the tests: what needs one is left out.');
}

const sections: ReadonlyArray<readonly [name: string, measure: () => Promise<Section> | Section]> = [
	['start', async () => measureStart(cli, file, docker)],
	['steady', async () => measureSteady(cli, file, docker)],
	...(docker === undefined ? [] : [['peers', async () => measurePeers(cli, file, docker)] as const]),
	...(docker === undefined ? [] : [['history', async () => measureHistory(cli, docker, megabytes)] as const]),
	['decode', measureDecode],
	...(docker === undefined ? [] : [['engine', async () => measureEngineCost(cli, docker)] as const, ['requests', async () => measureEngineRequests(cli, docker)] as const]),
	['memory', async () => measureMemory(cli, file)],
	['heap', measureHeap],
	...(docker === undefined ? [] : [['containers', async () => measureManyContainers(cli, file, docker)] as const]),
	['jobs', async () => measureManyJobs(cli, file)],
	['runs', async () => measureManyRuns(cli)],
	['growth', measureGrowth],
	['absurd', async () => measureAbsurd(cli)],
	// Three minutes: the rarest sampler asks once a minute.
	...(docker === undefined ? [] : [['sampling', async () => measureSampling(docker)] as const]),
];

/** A section that fails is a line of the table: the others are measured all the same. */
async function measureSafely(name: string, measure: () => Promise<Section> | Section): Promise<Section> {
	try {
		return await measure();
	} catch (error) {
		return {title: name, rows: [{what: 'could not be measured', value: error instanceof Error ? error.message.split('\n', 1)[0]!.slice(0, 200) : String(error), isMet: false}]};
	}
}

// `--peers` reads better behind `npm run bench --` than a bare word.
const wanted = process.argv.slice(2).map(word => word.replace(/^--/, ''));
const measured: Section[] = [];
const loadBefore = os.loadavg()[0]!;

/** After each section: a run that is cut short leaves what it has. */
async function writeResults(): Promise<void> {
	const text = [
		'# Benchmarks',
		'',
		'Made by `npm run bench`. Medians; ratios are between measurements of this one run. Why a target is missed stands in bench/reasons.ts.',
		'',
		`${os.cpus().length} cores of a virtual machine, ${Math.round(os.totalmem() / 1e9)} GB, Linux, Node ${process.versions.node}; load ${loadBefore.toFixed(1)} before the run and ${os.loadavg()[0]!.toFixed(1)} at its end. With a load above 1 times are too long.`,
		'',
		sectionsToMarkdown(measured),
	].join('\n');
	await writeFile(path.join(root, 'bench/results.md'), text);
}

for (const [name, measure] of sections) {
	if (!(wanted.length === 0 || wanted.includes(name))) {
		continue;
	}

	const startedAt = performance.now();
	const section = await measureSafely(name, measure);
	measured.push(section);
	console.error(`${name}: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`);
	console.log(sectionsToMarkdown([section]));
	if (wanted.length === 0) {
		await writeResults();
	}
}

// Connections to the engine are kept for a next request.
// eslint-disable-next-line unicorn/no-process-exit -- This file is a program.
process.exit();
