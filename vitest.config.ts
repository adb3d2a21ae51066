import {defineConfig} from 'vitest/config';
import {bundledTextForTests} from './build/bundled-text.js';
import {yamlFilesForTests} from './build/yaml-files.js';
import {sortTests} from './test/projects.ts';
import SlowFirst from './test/slow-first.ts';

const {pure, system} = sortTests();

export default defineConfig({
	plugins: [bundledTextForTests, yamlFilesForTests],
	test: {
		// Most of the time is spent waiting for engines and terminals; more workers than the two cores of a small machine are a third faster.
		maxWorkers: 4,
		sequence: {sequencer: SlowFirst},
		reporters: ['default', './test/left-out.ts'],
		testTimeout: 30_000,
		hookTimeout: 120_000,
		projects: [
			// Nothing else runs while tests wait for programs. Files of pure tests share the modules that are loaded already: half of their time went into loading them again for each file.
			{
				extends: true,
				test: {
					name: 'pure', include: pure, isolate: false, pool: 'threads', setupFiles: ['test/leave-no-trace.ts', 'test/load-words.ts'], sequence: {groupOrder: 0},
				},
			},
			{
				extends: true,
				test: {
					name: 'system', include: system, isolate: false, pool: 'forks', globalSetup: ['test/build-program.ts'], setupFiles: ['test/load-words.ts'], sequence: {groupOrder: 1},
					// Engines and terminals of a busy machine: what fails once is asked again, and the report says so.
					retry: 1,
				},
			},
		],
	},
});
