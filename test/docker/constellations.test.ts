import {
	afterAll,
	beforeAll,
	describe,
	test,
	vi,
} from 'vitest';
import {todaysShare} from '../todays-share.ts';
import {actions} from './constellation-actions.ts';
import type {Questions} from './constellation-answers.ts';
import {openScene} from './constellation-bed.ts';
import {readings} from './constellation-readings.ts';
import {rows as allRows, type Row} from './constellation-rows.ts';
import {describeWithEngine, openEngineBed, type EngineBed} from './engine-fixture.ts';
import {takeTurns} from './take-turns.ts';
import {startWarmProgram, type WarmProgram} from './warm-program.ts';

// A row waits for those before it.
vi.setConfig({testTimeout: 200_000, hookTimeout: 200_000});

/** Each row is eleven questions and some trainings; every second one comes tomorrow. */
const rows = todaysShare(allRows, 2);

/** As many rows are played at the same time. */
const lanes = 3;

/** What came of each question about a row: undefined where the answer was right. */
type Outcome = ReadonlyMap<string, unknown>;

async function settle(ask: () => Promise<void>): Promise<unknown> {
	try {
		await ask();
		return undefined;
	} catch (error) {
		return error;
	}
}

/** Sets the row up and asks everything about it, so that one wrong answer hides no other. */
async function play(bed: EngineBed, row: Row, {run: runProgram}: WarmProgram): Promise<Outcome> {
	const scene = await openScene(bed, {isVolume: row.isVolume ?? false, runProgram});
	const outcome = new Map<string, unknown>();
	const ask = async ([sentence, answer]: [string, Questions[string]]) => {
		outcome.set(sentence, await settle(async () => answer(scene, row)));
	};

	try {
		for (const step of row.steps) {
			await step(scene);
		}

		await Promise.all(Object.entries(readings).map(async question => ask(question)));
		// An engine under load lists a process for a moment after its end; what is only read can be asked again.
		for (const [sentence, answer] of Object.entries(readings)) {
			if (outcome.get(sentence) !== undefined) {
				await ask([sentence, answer]);
			}
		}

		for (const question of Object.entries(actions)) {
			await ask(question);
		}

		return outcome;
	} finally {
		await scene.remove();
	}
}

describeWithEngine('trainings of several containers on one mount', await openEngineBed(), bed => {
	const played: Array<Promise<Outcome>> = [];
	const programs = Array.from({length: lanes}, () => startWarmProgram(bed.host));
	/** Each lane has a program of its own, which is in the directory of the row that is played in it. */
	const inLane = takeTurns(programs);

	afterAll(async () => {
		await Promise.allSettled(played);
		for (const program of programs) {
			program.close();
		}

		await bed.close();
	});

	describe.each(rows.map((row, index) => [row.name, index] as const))('%s', (_, index) => {
		beforeAll(async () => {
			// No lane is idle while a slow row is waited for.
			for (let next = index; next < Math.min(index + lanes + 1, rows.length); next++) {
				played[next] ??= inLane(async program => play(bed, rows[next]!, program));
				played[next]!.catch(() => undefined);
			}

			await played[index];
		});

		test.each([...Object.keys(readings), ...Object.keys(actions)])('%s', async question => {
			const outcome = await played[index]!;
			const problem = outcome.get(question);
			if (problem !== undefined) {
				throw problem as Error;
			}
		});
	});
});
