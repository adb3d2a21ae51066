import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {findRuntimes} from './run-bundle.ts';

const source = readFileSync(fileURLToPath(new URL('../../source/cli/small-heap.ts', import.meta.url)), 'utf8');

/** The body of the function, so that it runs on a Node that knows no types. */
const [, body] = /keepHeapSmall\(\): void \{\n([^}]+)\}/.exec(source)!;

/** Tells how large the spaces of new and of old objects have become, in megabytes, while many objects stayed for a while. */
const program = (settings: string) => `
const v8 = require('node:v8');
${settings}
const largest = {new_space: 0, old_space: 0};
const kept = [];
for (let index = 0; index < 4e6; index++) {
	kept[index % 100_000] = {index, text: 'x' + index};
	if (index % 10_000 === 0) {
		for (const {space_name: name, space_size: bytes} of v8.getHeapSpaceStatistics()) {
			if (name in largest) {
				largest[name] = Math.max(largest[name], bytes / 2 ** 20);
			}
		}
	}
}

console.log(JSON.stringify(largest));
`;

// V8 decides by its clocks when to collect: on a busy machine one try may miss.
it.each(findRuntimes())('the heap stays small on $name', {retry: 3}, ({executable}) => {
	const measure = (settings: string) => JSON.parse(spawnSync(executable, ['-e', program(settings)], {encoding: 'utf8'}).stdout) as Record<'new_space' | 'old_space', number>;
	const small = measure(body!);
	const usual = measure('');
	// Each time the new space would grow V8 doubles it, except for what a single collection needs.
	expect(small.new_space * 3).toBeLessThan(usual.new_space);
	// A small new space alone moves more into the old one, and V8 lets that grow.
	expect(small.old_space).toBeLessThan(measure(body!.split('\n', 1)[0]!).old_space);
});
