import {
	afterAll,
	beforeAll,
	describe,
	test,
	vi,
} from 'vitest';
import {actions} from './constellation-actions.ts';
import type {Questions} from './constellation-answers.ts';
import {openScene} from './constellation-bed.ts';
import {readings} from './constellation-readings.ts';
import {rows, type Row} from './constellation-rows.ts';
import {describeWithEngine, openEngineBed, type EngineBed} from './engine-fixture.ts';

// A row waits for those before it.
vi.setConfig({testTimeout: 200_000, hookTimeout: 200_000});

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
async function play(bed: EngineBed, row: Row): Promise<Outcome> {
	const scene = await openScene(bed, row.isVolume);
	const outcome = new Map<string, unknown>();
	const ask = async ([sentence, answer]: [string, Questions[string]]) => {
		outcome.set(sentence, await settle(async () => answer(scene, row)));
	};

	try {
		for (const step of row.steps) {
			await step(scene);
		}

		await Promise.all(Object.entries(readings).map(async question => ask(question)));
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

	afterAll(async () => {
		await Promise.allSettled(played);
		await bed.close();
	});

	describe.each(rows.map((row, index) => [row.name, index] as const))('%s', (_, index) => {
		beforeAll(async () => {
			for (let next = index; next < Math.min(index + lanes, rows.length); next++) {
				played[next] ??= play(bed, rows[next]!);
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
