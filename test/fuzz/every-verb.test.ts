import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	test,
} from 'vitest';
import {
	flagDefinitions,
	verbs,
	type FlagDefinition,
	type Verb,
} from '../../source/cli/options/flags.ts';
import {runMain, type RunOptions} from '../cli/run-main.ts';
import {
	hostile,
	hostileName,
	ids,
	startHostileEngine,
} from './hostile-engine.ts';

type Line = RunOptions & {readonly words: readonly string[]};

/** A container that runs, one that has ended and a run directory of this machine, each with a hostile name and content. */
const containers = [ids.running, ids.ended];

let base = '';
let directory = '';
const places = () => [...containers, directory];

const onEach = (flags: Readonly<Record<string, unknown>> = {}) => places().map((place): Line => ({words: [place], flags}));
const training = ['python', 'train.py', '--data', hostile];

/** What is typed, for each verb of the table: the compiler demands an entry for a new one. */
const lines: Readonly<Record<Verb, () => readonly Line[]>> = {
	monitor: () => [...onEach({plain: true}), ...onEach({line: true}), {words: [hostile]}, {words: []}],
	run: () => [
		{words: [], flags: {dryRun: true}, rest: ['-v', `/x${hostile}:/w`, '-e', `A=${hostile}`, '--name', hostile, hostile, ...training]},
		{words: [], flags: {dryRun: true}, rest: ['-v', `/x${hostile}:/w`, '-l', `a=${hostile}`, 'image', ...training]},
		{words: [], flags: {yes: true}, rest: ['-v', '/x:/w', 'image', ...training]},
		{words: [], flags: {local: true, dryRun: true}, rest: ['--', ...training]},
		{words: [], flags: {local: true}, rest: ['--', `/nowhere/${hostileName}`]},
		{words: [], flags: {local: true}, rest: ['--', '/bin/sh', '-c', String.raw`printf "%s\n" "$0"`, hostileName]},
	],
	resume: () => [...onEach({dryRun: true}), ...onEach({dryRun: true, way: 'new-run', device: hostile}), {words: []}],
	stop: () => onEach({now: true, yes: true}),
	pause: () => onEach(),
	unpause: () => onEach(),
	restart: () => onEach({yes: true}),
	rm: () => [...onEach({yes: true}), ...onEach()],
	shell: () => onEach(),
	cp: () => [...places().map(place => ({words: [place, base]})), {words: [`${ids.running}:/${hostile}`, path.join(base, 'copy')]}],
	queue: () => [{words: []}, {words: ['remove', hostileName]}, {words: ['move', hostile, '1']}, {words: [hostile]}],
	ls: () => [{words: []}, ...onEach({runs: true}), {words: [base], flags: {runs: true}}, {words: [], flags: {filter: `nothing:${hostile}`}}],
	compare: () => [{words: [directory, directory]}, {words: [...containers]}],
	status: () => [...onEach(), ...onEach({format: ['{target} {runDirectory} {loss.', hostileName, '}'].join('')})],
	events: () => onEach(),
	export: () => [...onEach({csv: true}), ...onEach({markdown: true})],
	val: () => onEach({dryRun: true, checkpoint: hostile}),
	detect: () => onEach({dryRun: true, source: hostile, checkpoint: hostile}),
	tensorboard: () => onEach(),
	stacks: () => onEach(),
	doctor: () => [{words: []}, ...onEach()],
	advise: () => [{words: []}, ...onEach()],
	demo: () => [{words: [], flags: {epochs: '1', speed: '10000'}}],
	config: () => [{words: [], flags: {config: path.join(base, hostileName)}}, {words: ['check']}, {words: [hostile]}, {words: ['check'], flags: {config: path.join(directory, 'opt.yaml')}}],
	completion: () => [{words: ['targets']}, {words: ['bash']}, {words: [hostile]}],
};

const jsonVerbs: readonly Verb[] = (flagDefinitions as readonly FlagDefinition[]).find(({name}) => name === 'json')!.verbs!;

/** These follow a container for as long as a person looks, or wait for the end of a training that never comes. */
const waitsForEver: ReadonlySet<Verb> = new Set<Verb>(['monitor', 'events', 'tensorboard', 'stop', 'restart', 'rm']);

/** So long after the last word of such a verb nothing more is expected. */
const silenceMs = 1500;

/** What a terminal must never get, in other words than those of the program. */
const forbidden = /[\0-\u{8}\u{B}-\u{1F}\u{7F}-\u{9F}\u{AD}\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{D800}-\u{DFFF}\u{FEFF}\u{E0000}-\u{E007F}]/u;

function writeRun(name: string): string {
	const run = path.join(base, 'runs', 'train', name);
	mkdirSync(path.join(run, 'weights'), {recursive: true});
	writeFileSync(path.join(run, 'opt.yaml'), ['weights', 'data', 'name', 'device', 'project', hostile].map(key => `${JSON.stringify(key)}: ${JSON.stringify(hostile)}\n`).join(''));
	const head = hostile.replaceAll(/[\n\r]/g, '');
	writeFileSync(path.join(run, 'results.csv'), `epoch, train/${head}_loss, metrics/precision, metrics/mAP_0.5, ${head}\n0, 0.1, 0.2, 0.3, ${head}\n1, 0.1, 0.2, 0.3, 1\n`);
	writeFileSync(path.join(run, 'weights', 'last.pt'), hostile);
	return run;
}

beforeAll(() => {
	base = mkdtempSync(path.join(tmpdir(), 'hostile-'));
	directory = writeRun(hostileName);
	writeRun('exp');
	mkdirSync(path.join(base, 'yolotop', 'watch'), {recursive: true});
	for (const [index, outcome] of [undefined, {
		kind: 'give-up', at: 1, reason: 'error', rule: hostile, error: {code: 'container-not-found', values: {name: hostile}},
	}].entries()) {
		writeFileSync(path.join(base, 'yolotop', 'watch', `c-${index}.json`), JSON.stringify({
			schema: 1, id: `c-${index}`, name: hostile, subject: {kind: 'container', containerId: ids.running}, max: 3, begunAt: 1, changedAt: 1, language: 'en', steps: [{at: 1, cause: 'killed', change: {batchSize: hostile}}], queue: [{
				id: '1', words: ['image', hostile], isLocal: false, directory: hostile, isAfterSuccess: true, max: 0,
			}], outcome,
		}));
	}

	writeFileSync(path.join(base, 'yolotop', 'actions.jsonl'), places().map((target, id) => `${JSON.stringify({
		session: hostile, id, at: 1, target, action: hostile, trigger: hostile, dockerCommand: hostile, outcome: {kind: hostile},
	})}\n`).join(''));
});

afterAll(() => {
	rmSync(base, {recursive: true, force: true});
});

async function runLine({words, flags, ...line}: Line, verb: Verb, host: string) {
	const input = verb === 'monitor' ? words : [verb, ...words];
	const stopping = new AbortController();
	const stopAfter = (ms: number) => setTimeout(() => {
		stopping.abort({exitCode: 0});
	}, ms);
	const limit = stopAfter(20_000);
	let silence: ReturnType<typeof stopAfter> | undefined;
	const onOutput = () => {
		clearTimeout(silence);
		silence = waitsForEver.has(verb) ? stopAfter(silenceMs) : undefined;
	};

	try {
		return await runMain(input, {
			...line, flags: {host, ...flags}, environment: {XDG_STATE_HOME: base, HOME: base}, signal: stopping.signal, onOutput, onError: onOutput,
		});
	} finally {
		clearTimeout(limit);
		clearTimeout(silence);
	}
}

function expectHarmless(text: string): void {
	expect(text.replaceAll('\r\n', '\n')).not.toMatch(forbidden);
	// A name with a line feed makes no line of its own.
	expect(text).not.toMatch(/^FORGED/m);
}

describe.each([['whose every text is hostile', false], ['that refuses in hostile words', true]] as const)('with an engine %s', (_name, isRefusing) => {
	let engine: Awaited<ReturnType<typeof startHostileEngine>>;

	beforeAll(async () => {
		engine = await startHostileEngine({isRefusing});
	});

	afterAll(async () => {
		await engine.close();
	});

	test.concurrent.each(verbs)('%s writes nothing that a terminal obeys or hides', {timeout: 60_000}, async verb => {
		for (const [index, line] of lines[verb]().entries()) {
			const {stdout, stderr} = await runLine({...line, flags: {...line.flags, lang: index % 2 === Number(isRefusing) ? 'en' : 'zh'}}, verb, engine.host);
			if (verb !== 'completion') {
				expect(`${stdout}${stderr}`).not.toBe('');
			}

			expectHarmless(stdout);
			expectHarmless(stderr);
		}
	});

	test.concurrent.each(jsonVerbs)('%s --json writes one object from which the same texts are read', {timeout: 60_000}, async verb => {
		for (const line of lines[verb]().filter(({flags}) => flags?.format === undefined && flags?.csv === undefined && flags?.markdown === undefined)) {
			const {stdout, stderr, exitCode} = await runLine({...line, flags: {...line.flags, json: true}}, verb, engine.host);
			expectHarmless(stdout);
			expectHarmless(stderr);
			if (stdout === '') {
				expect(exitCode).not.toBe(0);
			} else {
				expect(JSON.parse(stdout)).toMatchObject({schema: 1});
			}
		}
	});
});

test('what JSON escapes comes out as it was', async () => {
	const {stdout} = await runLine({words: [base], flags: {runs: true, json: true}}, 'ls', 'unix:///nowhere');
	expect((JSON.parse(stdout) as {readonly runs: ReadonlyArray<{readonly directory: string}>}).runs.map(({directory: place}) => place)).toContain(directory);
});
