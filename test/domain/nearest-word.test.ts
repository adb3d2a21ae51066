import {describe, expect, test} from 'vitest';
import {nearestWord} from '../../source/domain/nearest-word.ts';

describe('nearestWord', () => {
	test.each([
		['stauts', 'status'],
		['stop', 'stop'],
		['resum', 'resume'],
		['tensorbaord', 'tensorboard'],
		['sl', 'ls'],
	])('%s means %s', (word, meant) => {
		expect(nearestWord(word, ['ls', 'stop', 'status', 'resume', 'tensorboard'])).toBe(meant);
	});

	test('a word that is near to none means none', () => {
		expect(nearestWord('xyzzy', ['stop', 'status'])).toBeUndefined();
		expect(nearestWord('stop', [])).toBeUndefined();
	});
});
