
import {collectErrors, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {isWithoutContainer} from '../without-container.ts';
import {wordsIn} from '../../words/words.ts';

/** Source: errno 28 and 122 (a quota) of Python, caffe2/serialize/inline_container.cc, SQLite. */
const forms = /^\[errno 28\] no space left on device|^\[errno 122\] disk quota exceeded|pytorchstreamwriter failed writing|inline_container\.cc:\d+\] .*(?:file write failed|unexpected pos)|no space left on device \(28\)|database or disk is full/i;
/** Shared memory has its own rule: its files are in /dev/shm and are named torch_PID or pym-PID. */
const sharedMemory = /\/dev\/shm\/|<\/?torch_|\/torch_\d+_|\/pym-\d/;

export const diskFull: Rule = {
	id: 'disk-full',
	level: 'error',
	supersedes: ['python-traceback', 'process-crashed', 'disk-low', 'weights-corrupt'],
	find({run}, language) {
		const found = collectErrors(run).filter(({message}) => forms.test(message) && !sharedMemory.test(message));
		if (found.length === 0) {
			return undefined;
		}

		const texts = wordsIn(language).storageDiagnoses['disk-full'];
		const exitCode = run.exitCode ?? run.container?.exitCode;
		return {
			what: texts.what(),
			why: texts.why(),
			action: isWithoutContainer(run) ? texts.actionHere() : texts.action(),
			evidence: [...found.map(({text}) => toEvidence(text)), exitCode === undefined ? '' : wordsIn(language).evidence.exitCode(String(exitCode))],
		};
	},
};
