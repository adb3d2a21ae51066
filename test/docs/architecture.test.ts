import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'architecture.md'), 'utf8');

/** What `npm run bench` writes. */
const made = new Set(['bench/results.md']);

/** Paths that the page names, below the root, source/ or test/; the end of a file's name may be left out, or be dots for several. */
const named = [...page.matchAll(/(?<![\w\-./])(?:source|test|docs|bench|build|media|actions|checks|cli|demo|discover|domain|engine|feed|files|format|gather|keys|parse|plain|plan|run|sample|screen|stream|training|words)\/[\w\-./]*…?/g)]
	.map(([name]) => name.replace(/\.$/, ''));

function isThere(name: string): boolean {
	const folder = path.dirname(name);
	const start = path.basename(name.replace('…', ''));
	return ['', 'source', 'test'].some(base => {
		const directory = path.join(root, base, folder);
		return existsSync(directory) && readdirSync(directory).some(entry => name.endsWith('…') ? entry.startsWith(start) : entry.replace(/\.tsx?$/, '') === start || entry === start);
	});
}

test('every folder and file that the page names is there', () => {
	expect(named.length).toBeGreaterThan(60);
	expect(named.filter(name => !isThere(name) && !made.has(name))).toEqual([]);
});

test('every folder of source/ has a row, and every file beside them is named', () => {
	const rooms = page.split('\n').filter(line => line.startsWith('| `')).map(line => line.split(' | ', 1)[0]!);
	for (const entry of readdirSync(path.join(root, 'source'), {withFileTypes: true})) {
		expect(rooms.join('\n')).toContain(`\`source/${entry.name}${entry.isDirectory() ? '/' : ''}\``);
	}
});
