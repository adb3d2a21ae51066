import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';

/** What starts programs, opens terminals or builds: a test that reaches one of these, by itself or through a helper, needs the system. */
const systemModules: ReadonlySet<string> = new Set(['node:child_process', '@lydell/node-pty', 'esbuild']);

const importPattern = /^(?:import|export)\b[^']*'(?<name>[^']+)'/gm;

function importsOf(file: string): readonly string[] {
	return [...readFileSync(file, 'utf8').matchAll(importPattern)].map(({groups}) => groups!.name!);
}

const isTestCode = (file: string): boolean => file.startsWith(`test${path.sep}`);

/** Whether the file of tests needs more than this process; only what is in test/ is searched, for the program itself may be able to start others. */
export function isSystemTest(file: string, seen = new Set<string>()): boolean {
	seen.add(file);
	return importsOf(file).some(name => {
		if (!name.startsWith('.')) {
			return systemModules.has(name);
		}

		const next = path.join(path.dirname(file), name);
		return isTestCode(next) && !seen.has(next) && isSystemTest(next, seen);
	});
}

/** All files of tests, by what they need. */
export function sortTests(): {readonly pure: string[]; readonly system: string[]} {
	const files = globSync('test/**/*.test.{ts,tsx}').toSorted();
	return {pure: files.filter(file => !isSystemTest(file)), system: files.filter(file => isSystemTest(file))};
}
