import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {expect, it} from 'vitest';
import {findRuntimes} from '../cli/run-bundle.ts';

const source = readFileSync(fileURLToPath(new URL('../../source/commands/small-heap.ts', import.meta.url)), 'utf8');

/** The body of the function, so that it runs on a Node that knows no types. */
const [, body] = /keepHeapSmall\(\): void \{\n([^}]+)\}/.exec(source)!;

/** Tells how large the space of new objects has become, in megabytes, while many of them stayed for a while. */
const program = (settings: string) => `
const v8 = require('node:v8');
${settings}
let largest = 0;
const kept = [];
for (let index = 0; index < 2e6; index++) {
	kept[index % 100_000] = {index, text: 'x' + index};
	if (index % 10_000 === 0) {
		largest = Math.max(largest, v8.getHeapSpaceStatistics().find(space => space.space_name === 'new_space').space_size);
	}
}

console.log(largest / 2 ** 20);
`;

it.each(findRuntimes())('the space of new objects stays small on $name', ({executable}) => {
	const measure = (settings: string) => Number(spawnSync(executable, ['-e', program(settings)], {encoding: 'utf8'}).stdout);
	// Each time it would grow V8 doubles it, except for what a single collection needs.
	expect(measure(body!) * 3).toBeLessThan(measure(''));
});
