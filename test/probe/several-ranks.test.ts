import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {
	afterAll,
	describe,
	expect,
	test,
} from 'vitest';
import {
	environmentOf,
	filesOf,
	pythons,
	recordsIn,
	removeFolders,
	standIns,
	temporaryFolder,
} from './run-python.ts';

const yolov5 = 'yolov5/train.py';
const ultralytics = 'ultralytics_train.py';
const epochs = 6;

type Rank = {readonly code: number; readonly output: string};

/** Two processes of one training, which wait for each other with every step: one that goes on alone would wait for ever, and ends with the code 88. */
async function trainTogether(script: string, version: string, more: Readonly<Record<string, string | undefined>> = {}): Promise<{readonly ranks: readonly Rank[]; readonly directory: string}> {
	const [directory, meeting] = [temporaryFolder(), temporaryFolder()];
	const ranks = await Promise.all(['0', '1'].map(async rank => {
		const child = spawn('python3', ['-B', path.join(standIns, script), directory], {
			env: environmentOf({
				STAND_IN: version, EPOCHS: String(epochs), RANK: rank, WORLD_SIZE: '2', MEETING: meeting, ...more,
			}), stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (text: Uint8Array) => {
				output += String(text);
			});
		}

		const [code] = await once(child, 'close') as [number];
		return {code, output};
	}));
	return {ranks, directory};
}

const epochsOf = ({output}: Rank) => /^(\d+) epochs completed$/m.exec(output)?.[1];
const lastOf = (directory: string) => readFileSync(path.join(directory, 'last.pt'), 'utf8');
const answersIn = (directory: string) => recordsIn(directory).filter(({type}) => type.startsWith('stop')).map(({type, reason}) => reason ?? type);
/** The first rank asks its training itself, in the first epoch. */
const asked = {ASK: '1'};
/** Steps so slow that a request is answered between two of them. */
const slow = {...asked, STEP_SECONDS: '0.4'};

afterAll(removeFolders);

describe.skipIf(pythons.size === 0)('a training of two ranks', () => {
	test.each([
		[yolov5, 'v6.2'],
		[yolov5, 'v7.0'],
		[yolov5, 'master'],
		[ultralytics, '8.0'],
		[ultralytics, '8.1'],
		[ultralytics, '8.4'],
	])('that is asked ends together after the epoch, with a last.pt to resume: %s %s', async (script, version) => {
		const {ranks, directory} = await trainTogether(script, version, asked);
		expect(ranks.map(rank => [rank.code, epochsOf(rank)]), ranks.map(({output}) => output).join('')).toEqual([[0, '1'], [0, '1']]);
		expect(answersIn(directory)).toEqual(['stop-noted', 'stopping']);
		expect(lastOf(directory)).toBe('epoch 1\n');
	});

	test.each([
		[yolov5, 'v6.1', slow, 'several-processes'],
		[yolov5, 'v7.0', {...slow, NOSAVE: '1'}, 'no-checkpoint'],
		[ultralytics, '8.4', {...slow, NOSAVE: '1'}, 'no-checkpoint'],
	])('that cannot says so, and no rank is left alone: %s %s', async (script, version, environment, reason) => {
		const {ranks, directory} = await trainTogether(script, version, {...environment, EPOCHS: '2'});
		expect(ranks.map(rank => [rank.code, epochsOf(rank)])).toEqual([[0, '2'], [0, '2']]);
		expect(answersIn(directory)).toEqual([reason]);
	});

	test.each([[yolov5, 'v7.0'], [ultralytics, '8.4']])('that is not asked, or for another session, is as without the probe: %s %s', async (script, version) => {
		const without = await trainTogether(script, version, {YOLOTOP_PROBE: undefined});
		const probed = await trainTogether(script, version);
		expect(probed.ranks).toEqual(without.ranks);
		expect(filesOf(probed.directory)).toEqual(filesOf(without.directory));
		expect(lastOf(probed.directory)).toBe(`epoch ${epochs}\nstripped\n`);
	});

	test.each([[yolov5, 'v7.0'], [ultralytics, '8.0'], [ultralytics, '8.4']])('that is asked in its last epoch ends as it does by itself: %s %s', async (script, version) => {
		const {ranks, directory} = await trainTogether(script, version, {...slow, EPOCHS: '1'});
		expect(ranks.map(rank => [rank.code, epochsOf(rank)])).toEqual([[0, '1'], [0, '1']]);
		expect(answersIn(directory)).toEqual(['stop-noted']);
		expect(lastOf(directory)).toBe('epoch 1\nstripped\n');
	});

	test('whose patience runs out in the epoch that it is asked in ends by its patience', async () => {
		const {ranks, directory} = await trainTogether(yolov5, 'v7.0', {...slow, PATIENCE: '0'});
		expect(ranks.map(rank => [rank.code, epochsOf(rank)])).toEqual([[0, '1'], [0, '1']]);
		expect(answersIn(directory)).toEqual(['stop-noted']);
		expect(lastOf(directory)).toBe('epoch 1\nstripped\n');
	});
});
