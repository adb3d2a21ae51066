import {languages, loadWords} from '../../source/words/words.ts';
import type {Target} from './target.ts';
import {archiveTargets} from './targets/archives.ts';
import {machineTargets} from './targets/machine.ts';
import {outputTargets} from './targets/output.ts';
import {runFileTargets} from './targets/run-files.ts';

for (const language of languages) {
	await loadWords(language);
}

/** THE table of what is fuzzed. */
export const targets: readonly Target[] = [...outputTargets, ...runFileTargets, ...archiveTargets, ...machineTargets];
