import {expect, test} from 'vitest';
import {counted} from '../../source/words/counted.ts';
import {wordsIn} from '../../source/words/words.ts';

test.each([
	[1, '1 epoch'],
	['1', '1 epoch'],
	['2', '2 epochs'],
	['0', '0 epochs'],
	['1/1', '1/1 epoch'],
	['11', '11 epochs'],
	['1/11', '1/11 epochs'],
	['1,001', '1,001 epochs'],
])('of %j', (count, expected) => {
	expect(counted(count, 'epoch')).toBe(expected);
});

/** Each English text of a table, with 1 for every number. */
function * textsOf(table: unknown): Generator<string> {
	if (typeof table === 'string') {
		yield table.replaceAll(/\{\w+\}/g, '1');
	} else if (typeof table === 'function') {
		try {
			yield String((table as (...values: readonly string[]) => unknown)(...Array.from({length: table.length}, () => '1')));
		} catch {
			// A function of something else than texts.
		}
	} else if (typeof table === 'object' && table !== null) {
		for (const value of Object.values(table)) {
			yield * textsOf(value);
		}
	}
}

/** What yolotop counts. A batch over several GPUs, and the pixels of an image, are never one. */
const countedWrongly = /(?<![\d,./=@])1 (?:more |older |label |worker )?(?:epochs|workers|classes|images|lines|files|problems|warnings|errors|objects|instances|cores|batches|checkpoints|containers|times|hours|days|options|settings|ones)\b/;

test.each(Object.entries(wordsIn('en')))('no English text of %s counts one thing as several', (_, table) => {
	expect([...textsOf(table)].filter(text => countedWrongly.test(text))).toEqual([]);
});
