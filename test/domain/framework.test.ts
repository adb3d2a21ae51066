import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {frameworks, traitsOf, type FrameworkName} from '../../source/domain/framework.ts';

test.each(Object.keys(frameworks) as FrameworkName[])('%s is told by its title and how it is started', name => {
	const others = Object.entries(frameworks).filter(([other]) => other !== name).map(([, traits]) => traits);
	for (const other of others) {
		for (const key of ['title', 'program'] as const) {
			expect(other[key]).not.toBe(traitsOf(name)[key]);
		}
	}
});

test('as long as nothing names the framework, epochs are counted from 1 and no run is taken for one without an early stop', () => {
	expect(traitsOf(undefined)).toMatchObject({
		firstEpoch: 1, stopsClassificationEarly: true, prefersLaterEpoch: false, needsFont: false,
	});
});

/** Who may know a framework by its name: its dialect, what reads and writes its command lines, and what is done to its runs. */
const rooms = /^(?:parse|training|actions)\//;

test('nobody else compares with the name of a framework', () => {
	const root = path.join(import.meta.dirname, '../../source');
	const comparison = new RegExp(`(?:[!=]==|case) '(?:${Object.keys(frameworks).join('|')})'`);
	const files = globSync('**/*.{ts,tsx}', {cwd: root}).filter(file => !rooms.test(file));
	expect(files.length).toBeGreaterThan(100);
	expect(files.filter(file => comparison.test(readFileSync(path.join(root, file), 'utf8')))).toEqual([]);
});
