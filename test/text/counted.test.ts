import {readdirSync} from 'node:fs';
import {expect, test} from 'vitest';
import {counted} from '../../source/text/counted.ts';

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

const folder = new URL('../../source/text/', import.meta.url);

/** Each English text of a table, with 1 for every number. */
function * textsOf(table: unknown): Generator<string> {
	if (typeof table === 'string') {
		yield table.replaceAll(/\{\w+\}/g, '1');
	} else if (typeof table === 'function') {
		yield String((table as (...values: readonly string[]) => unknown)(...Array.from({length: table.length}, () => '1')));
	} else if (typeof table === 'object' && table !== null) {
		for (const value of Object.values(table)) {
			yield * textsOf(value);
		}
	}
}

/** What yolotop counts. A batch over several GPUs, and the pixels of an image, are never one. */
const countedWrongly = /(?<![\d,./=@])1 (?:more |older |label |worker )?(?:epochs|workers|classes|images|lines|files|problems|warnings|errors|objects|instances|cores|batches|checkpoints|containers|times|hours|days|options|settings|ones)\b/;

const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => name.endsWith('.ts'));

test.each(files)('no English text of %s counts one thing as several', async name => {
	const exports = await import(new URL(name, folder).href) as Record<string, unknown>;
	const tables = Object.values(exports).flatMap(table => {
		try {
			return typeof table === 'function' && table.length === 1 ? [(table as (language: string) => unknown)('en')] : [];
		} catch {
			return [];
		}
	});
	const texts = tables.flatMap(table => {
		try {
			return typeof table === 'object' ? [...textsOf(table)] : [];
		} catch {
			return [];
		}
	});
	expect(texts.filter(text => countedWrongly.test(text))).toEqual([]);
});
