// Run by `npm run soak -- [--minutes N] [--seed N]`: the built program on an engine of its own, whose container prints epochs in milliseconds,
// with faults at random. Ends with 1 and the seed when something did not hold.
import assert from 'node:assert/strict';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {parseArgs} from 'node:util';
import {createRandom} from '../source/demo/random.ts';
import {demoTraining} from '../source/demo/training.ts';
import {connectEngine} from '../source/engine/connect.ts';
import {createContainerFeed} from '../source/feed/container-feed.ts';
import {createStore} from '../source/run/store.ts';
import {isRestored} from '../test/screen/fixtures/terminal.ts';
import {startSoakEngine} from './soak-engine.ts';
import {residentBytes, runInTerminal} from './terminal-run.ts';

const {values} = parseArgs({options: {minutes: {type: 'string', default: '1'}, seed: {type: 'string', default: String(Date.now() % 100_000)}}});
const seed = Number(values.seed);
const random = createRandom(seed);
const draw = (count: number) => Math.floor(random() * count);
const epochs = 30;

/** A training's output in pieces; each life has its own run directory, as YOLOv5 counts it up. */
function trainingOf(life: number): string[] {
	return Array.from(demoTraining({epochs, speed: 1, seed: seed + life}), ({text}) => text.replaceAll(/runs\/train\/exp\d*/g, () => `runs/train/exp${life}`));
}

/** What a terminal would obey, and numbers that are none. */
const badLines = ['\u{1B}]0;LEAKED\u{7}', '\u{1B}]52;c;TEVBS0VE\u{7}', '\u{1B}P+qLEAKED\u{1B}\\', '\u{1B}[?1049lLEAKED', '\u{1B}[6n', '      3/29        nan        nan        nan        nan        nan         12        640: 100%|██████████| 55/55 00:01', '\u{0}\u{9B}31m'];
const leaks = ['\u{1B}]0;LEAKED', '52;c;TEVBS0VE', '\u{1B}P+q', '\u{1B}[6n', '\u{1B}[?1049lLEAKED'];
const keys = ['1', '2', '3', '4', '5', 'j', 'k', 'G', 'g', '?', '\u{1B}', 'L', 't', 'M', '!', 'I', '/nan\r', '\t', '+', '-', '\u{1B}[<64;10;10M'];

const engine = await startSoakEngine();
const cli = path.resolve(import.meta.dirname, '../dist/cli.js');
const terminal = runInTerminal(process.execPath, [cli, 'soak'], {columns: 120, rows: 36, environment: Object.fromEntries([['DOCKER_HOST', engine.host]])});

// The same container once more, read in this process, where its history can be looked at.
const client = await connectEngine({host: engine.host});
const store = createStore();
const ending = new AbortController();
const told: string[] = [];
const feed = createContainerFeed(client, await client.inspectContainer('soak'), {waitsForRestart: true});
const reading = feed.run(({events}) => {
	for (const event of events) {
		store.dispatch([event]);
		if (event.type === 'epoch-completed') {
			told.push(`${store.getState().runDirectory ?? '-'} ${event.record.epoch}`);
		}
	}
}, {signal: ending.signal, isFollowing: true});

const counts = {
	cuts: 0, lives: 1, keys: 0, resizes: 0, bursts: 0,
};
let pieces = trainingOf(counts.lives);
let next = 0;
let early = 0;
let hasLeaked = false;

function look(): void {
	hasLeaked ||= leaks.some(leak => terminal.text().includes(leak));
	terminal.clear();
	const numbers = store.getState().history.map(({epoch}) => epoch);
	assert.deepEqual(numbers, [...new Set(numbers)].toSorted((a, b) => a - b), 'the history has each epoch once, in order');
}

async function restart(exitCode: number): Promise<void> {
	engine.stop(exitCode);
	await delay(200);
	counts.lives++;
	pieces = trainingOf(counts.lives);
	next = 0;
	engine.start();
}

try {
	console.log(`seed ${seed}`);
	await terminal.until(text => text.includes('soak'));
	const begun = performance.now();
	const end = begun + (Number(values.minutes) * 60_000);
	while (performance.now() < end) {
		engine.print(pieces.slice(next, next + 40).join(''));
		next += 40;
		if (next >= pieces.length) {
			await restart(0);
		}

		const fault = draw(400);
		if (fault < 4) {
			engine.cut();
			counts.cuts++;
		} else if (fault < 5) {
			await restart(137);
		} else if (fault < 15) {
			terminal.resize(20 + draw(160), 5 + draw(55));
			counts.resizes++;
		} else if (fault < 45) {
			terminal.write(keys[draw(keys.length)]!);
			counts.keys++;
		} else if (fault < 50) {
			engine.print(`\r\n${Array.from({length: 200}, () => badLines[draw(badLines.length)]).join('\r\n')}\r\n`);
			counts.bursts++;
		}

		look();
		if (early === 0 && performance.now() > begun + ((end - begun) / 3)) {
			early = residentBytes(terminal.pid);
		}

		await delay(10);
	}

	const late = residentBytes(terminal.pid);
	terminal.write('\u{1B}');
	await delay(500);
	look();
	process.kill(terminal.pid, 'SIGTERM');
	const exitCode = await terminal.exited;
	console.log(JSON.stringify({
		seed, ...counts, epochs: told.length, earlyMegabytes: Math.round(early / 1e6), lateMegabytes: Math.round(late / 1e6),
	}));
	assert.equal(exitCode, 143, 'the exit code is that of SIGTERM');
	assert.ok(isRestored(terminal.text()), 'the terminal is given back');
	assert.ok(!hasLeaked, 'no sequence of the training reaches the terminal');
	assert.equal(new Set(told).size, told.length, 'each epoch is told once');
	assert.ok(told.length > epochs, 'epochs were read');
	assert.ok(late < 300e6, 'the memory is bounded');
	assert.ok(late < early * 1.5, 'the memory does not grow');
} catch (error) {
	console.error(`seed ${seed}:`, error);
	process.exitCode = 1;
} finally {
	ending.abort();
	await reading.catch(() => undefined);
	client.close();
	await terminal.end();
	await engine.close();
}

// eslint-disable-next-line unicorn/no-process-exit -- Sockets that nobody closes must not keep the process.
process.exit();
