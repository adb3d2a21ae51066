/*
`npm run fuzz -- --minutes N [--seed N] [--target NAME,…]` reads as many inputs as there is time for; `--file FILE` reads one that was saved.
What failed is kept in out/fuzz, a file for each input with the message beside it; the exit code is then 1.
*/
import {readFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {parseArgs} from 'node:util';
import {runFuzz} from './fuzz.ts';
import {tryInput} from './fuzz-input.ts';
import {targets} from './targets.ts';

const {values} = parseArgs({
	options: {
		minutes: {type: 'string', default: '1'}, seed: {type: 'string'}, target: {type: 'string'}, file: {type: 'string'}, folder: {type: 'string', default: path.join('out', 'fuzz')},
	},
});

/** Undefined where a name is none, which is said. */
function chosenTargets(): readonly string[] | undefined {
	const names = values.target?.split(',') ?? targets.map(({name}) => name);
	const unknown = names.find(name => targets.every(target => target.name !== name));
	if (unknown !== undefined) {
		console.error(`There is no target ${unknown}. Targets: ${targets.map(({name}) => name).join(', ')}`);
		return undefined;
	}

	return names;
}

async function readOne(file: string): Promise<number> {
	const name = values.target ?? targets.map(({name: one}) => one).filter(one => path.basename(file).startsWith(`${one}-`)).toSorted((one, other) => other.length - one.length)[0];
	const target = targets.find(one => one.name === name);
	if (target === undefined) {
		console.error(`${file} does not name its target: add --target`);
		return 2;
	}

	const message = await tryInput(target, readFileSync(file));
	console.log(message ?? `${target.name}: passed`);
	return message === undefined ? 0 : 1;
}

async function main(): Promise<number> {
	if (values.file !== undefined) {
		return readOne(values.file);
	}

	// The day, so that everybody who runs it on this day reads the same inputs, and every day others.
	const seed = Number(values.seed ?? new Date().toISOString().slice(0, 10).replaceAll('-', ''));
	const minutes = Number(values.minutes);
	const names = chosenTargets();
	if (names === undefined) {
		return 2;
	}

	if (!Number.isSafeInteger(seed) || !(minutes > 0)) {
		console.error('--seed takes a whole number, --minutes a number above 0');
		return 2;
	}

	console.log(`seed ${seed}`);
	const {counts, failures} = await runFuzz({
		seed, limitMs: minutes * 60_000, names, folder: values.folder, log(line) {
			console.log(line);
		},
	});
	let total = 0;
	for (const [name, count] of counts) {
		total += count;
		console.log(`${String(count).padStart(10)}  ${name}`);
	}

	console.log(`${String(total).padStart(10)}  inputs, ${Math.round(total / (minutes * 60))} a second, ${failures} failed`);
	return failures === 0 ? 0 : 1;
}

process.exitCode = await main();
