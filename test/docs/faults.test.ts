import {readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/faults.md'), 'utf8');
const rows = page.split('\n').filter(line => line.startsWith('| ') && !line.startsWith('| fault') && !line.startsWith('| ---'));

test('every row of the table of faults names a test', () => {
	expect(rows.length).toBeGreaterThan(30);
	for (const row of rows) {
		expect(row).toMatch(/^\| [^|]+ \| [^|]+ \| `test\/[\w\-./]+\.test\.ts`: [^|]+ \| (?:yes|not tried|nothing to take out) \|$/);
	}
});

test.each(rows.map(row => /`([^`]+)`: ([^|]+) \|/.exec(row)!.slice(1) as [string, string]))('%s has the test "%s"', (file, name) => {
	const source = readFileSync(path.join(root, file), 'utf8');
	expect(source).toContain(`'${name}`);
});
