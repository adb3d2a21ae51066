import {Buffer} from 'node:buffer';
import {
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	describe,
	expect,
	test,
} from 'vitest';
import {targets as broken} from './broken-targets.ts';
import {runFuzz} from './fuzz.ts';
import {seedOf, tryInput} from './fuzz-input.ts';
import {makeInput, maxInputBytes} from './mutate.ts';
import {createRandom} from './random.ts';
import {targets} from './targets.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'));

afterAll(() => {
	rmSync(folder, {recursive: true, force: true});
});

describe('a fault is found, and its input kept', () => {
	const fuzzBroken = async (name: string, limitMs: number) => {
		const lines: string[] = [];
		const own = path.join(folder, name);
		const {counts, failures} = await runFuzz({
			module: new URL('broken-targets.ts', import.meta.url).href, seed: 1, limitMs, hangMs: 1000, maxFailures: name === 'sound' ? Infinity : 1, names: [name], folder: own, log(line) {
				lines.push(line);
			},
		});
		return {
			count: counts.get(name)!, failures, lines, own,
		};
	};

	test.each([
		['throws', /it was bad/, 30_000],
		['rejects', /it was bad/, 30_000],
		['slow', /too slow/, 30_000],
		['hangs', /hangs/, 30_000],
		['grows', /takes all memory|hangs/, 30_000],
	] as const)('of a reader that %s', {timeout: 90_000}, async (name, message, limitMs) => {
		const {failures, lines, own} = await fuzzBroken(name, limitMs);
		expect(failures).toBeGreaterThan(0);
		expect(lines[0]).toMatch(message);
		const [file, text] = readdirSync(own).toSorted();
		expect(readFileSync(path.join(own, file!)).includes('bad')).toBe(true);
		expect(readFileSync(path.join(own, text!), 'utf8')).toMatch(message);
		if (name === 'throws' || name === 'slow') {
			expect(await tryInput(broken.find(target => target.name === name)!, readFileSync(path.join(own, file!)))).toMatch(message);
		}
	});

	test('a sound one has none', {timeout: 60_000}, async () => {
		const {count, failures} = await fuzzBroken('sound', 1500);
		expect(count).toBeGreaterThan(100);
		expect(failures).toBe(0);
	});
});

describe.each(targets.map(target => [target.name, target] as const))('%s', (name, target) => {
	const stock = target.stock();
	const inputs = Array.from({length: 40}, (_, index) => makeInput(stock, createRandom(seedOf(1, name, index))));

	test('has the same inputs for the same seed, and none is too long', () => {
		expect(makeInput(stock, createRandom(seedOf(1, name, 39)))).toEqual(inputs[39]);
		expect(new Set(inputs.map(input => Buffer.from(input).toString('latin1'))).size).toBeGreaterThan(20);
		expect(Math.max(...inputs.map(({length}) => length))).toBeLessThanOrEqual(maxInputBytes);
	});

	test('what is real is read, and what became of it too', {timeout: 60_000}, async () => {
		for (const input of [...stock.samples.map(sample => sample.subarray(0, 20_000)), ...inputs]) {
			expect(await tryInput(target, input)).toBeUndefined();
		}
	});
});
