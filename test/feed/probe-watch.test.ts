import {
	appendFile,
	mkdir,
	mkdtemp,
	rm,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import {withProbeRecords} from '../../source/feed/probe-watch.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';
import {selectProbeStatus, selectProbeTrouble} from '../../source/run/select-probe.ts';

let folder = '';

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

const started = `${JSON.stringify({type: 'probe-started', session: '1-1'})}\n`;

type Step = {readonly file: 'results.csv' | 'results.txt' | 'yolotop-probe.ndjson'; readonly text: string};

/** What comes of a training that writes these files one after the other, each seen before the next; the last look comes at its end. */
async function eventsOf(before: readonly Step[], steps: readonly Step[], isMeant = true): Promise<readonly string[]> {
	folder = await mkdtemp(path.join(tmpdir(), 'probe-watch-'));
	const run = path.join(folder, 'exp');
	await mkdir(run);
	const write = async ({file, text}: Step) => appendFile(path.join(run, file), text);
	for (const step of before) {
		await write(step);
	}

	const events: RunEvent[] = [];
	const look = {workingDirectory: folder, isMeant, everyMs: 1};
	await withProbeRecords(batch => {
		events.push(...batch.events);
	}, look, async listener => {
		listener({events: [{type: 'run-directory-announced', path: 'exp'}], lines: []});
		for (const step of steps) {
			// Some looks of the timer pass in between.
			for (let round = 0; round < 30; round++) {
				await new Promise(resolve => {
					setTimeout(resolve, 1);
				});
			}

			await write(step);
		}
	});
	// A file may be seen before its first line is in it.
	const types = events.map(({type}) => type).filter(type => type.startsWith('probe-'));
	return types.filter((type, index) => type !== 'probe-read' || types.indexOf(type) === index);
}

const row: Step = {file: 'results.csv', text: 'epoch\n0\n'};
const records: Step = {file: 'yolotop-probe.ndjson', text: started};

test.each([
	['rows without a record of the probe: once', [], [row, row, row], ['probe-missed']],
	['a table of version 5', [], [{...row, file: 'results.txt'}], ['probe-missed']],
	['records, then rows', [], [records, row, row], ['probe-read']],
	['a run that goes on, with its table and nothing new', [row, row], [], []],
	['a run that goes on, recorded from now on', [row], [records, row], ['probe-read']],
	['a run that goes on, not recorded', [row], [row], ['probe-missed']],
	['nothing yet', [], [], []],
] as const)('%s', async (_, before, steps, expected) => {
	expect(await eventsOf(before, steps)).toEqual(expected);
});

test('nothing is missed where nobody has started it with the probe', async () => {
	expect(await eventsOf([], [row, row], false)).toEqual([]);
});

test('a plain process whose Python loads no probe is told as such, until another one begins', () => {
	const missed = reduce(initialRunState, {type: 'probe-missed'});
	expect([selectProbeStatus(missed), selectProbeTrouble(missed)]).toEqual(['off', 'not-loaded']);
	const again = reduce(missed, {type: 'process-started', tool: 'train', settings: {}});
	expect([selectProbeStatus(again), selectProbeTrouble(again)]).toEqual([undefined, undefined]);
});
