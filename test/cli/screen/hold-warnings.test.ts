import process from 'node:process';
import {afterEach, expect, test} from 'vitest';
import {holdWarnings} from '../../../source/cli/screen/hold-warnings.ts';

const before = process.listeners('warning');

afterEach(() => {
	process.removeAllListeners('warning');
	for (const listener of before) {
		process.on('warning', listener);
	}
});

test('warnings of Node stay off the screen until it is gone', () => {
	const printed: string[] = [];
	process.removeAllListeners('warning');
	process.on('warning', ({message}) => {
		printed.push(message);
	});
	const release = holdWarnings();
	process.emit('warning', new Error('in between'));
	expect(printed).toEqual([]);
	expect(release()).toEqual([expect.stringContaining('in between')]);
	process.emit('warning', new Error('afterwards'));
	expect(printed).toEqual(['afterwards']);
});
