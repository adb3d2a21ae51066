import {
	afterAll,
	afterEach,
	describe,
	test,
} from 'vitest';
import {keymap} from '../../../source/keys/keymap.ts';
import type {TestTerminal} from '../fixtures/terminal.ts';
import {keyCases} from './all-cases.ts';
import {createKeyBed} from './key-bed.ts';
import type {CasesByPlace, KeyCase, KeyTarget} from './key-case.ts';

type Row = {readonly name: string; readonly key: string; readonly keyCase: KeyCase};

/** Every key of the key table, at each place where it works, whose case is for this target. */
function rowsFor(target: KeyTarget): readonly Row[] {
	const cases: CasesByPlace = keyCases;
	return keymap.flatMap(({command, keys, places}) => places.flatMap(place => {
		const keyCase = cases[command][place]!;
		return (keyCase.on ?? 'file') === target ? keys.map(key => ({name: `${key}: ${command} (${place})`, key, keyCase})) : [];
	}));
}

/** Presses every key of this target in one running program. */
export function pressEveryKey(target: KeyTarget, open: () => Promise<TestTerminal>): void {
	describe(`every key on a ${target}`, () => {
		const bed = createKeyBed(open);
		let last: KeyCase | undefined;

		afterEach(async ({task}) => {
			if (last !== undefined) {
				await bed.reset(last, task.result?.state === 'fail');
			}
		});
		afterAll(() => {
			bed.close();
		});

		test.each(rowsFor(target))('$name', async ({key, keyCase}) => {
			last = keyCase;
			await bed.press(key, keyCase);
		}, 20_000);
	});
}
