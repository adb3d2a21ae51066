
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

const codes: ReadonlySet<string> = new Set(['device-access-lost', 'gpu-lost']);

export const gpuAccessLost: Rule = {
	id: 'gpu-access-lost',
	level: 'warning',
	find({gpuFailure, run}, language) {
		const isUsed = run.devices.some(({kind}) => kind === 'cuda');
		if (!isUsed || gpuFailure === undefined || !codes.has(gpuFailure.code)) {
			return undefined;
		}

		const texts = wordsIn(language).gpuDiagnoses['gpu-access-lost'];
		return {
			what: texts.what(), why: texts.why(), action: texts.action(), evidence: [gpuFailure.detail ?? gpuFailure.code],
		};
	},
};
