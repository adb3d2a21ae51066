import {ownFrame} from '../../run/own-frame.ts';
import {programDiagnoses} from '../../text/diagnoses/program.ts';
import {collectErrors, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/** Ctrl-C in the middle of an import comes out as an error of another type. Source: PyTorch 1.13, measured. */
const interruptForm = /^keyboardinterrupt\b/i;

export const pythonTraceback: Rule = {
	id: 'python-traceback',
	severity: 'error',
	find({run}, language) {
		if (run.traceback === undefined || run.phase.kind !== 'failed') {
			return undefined;
		}

		const texts = programDiagnoses(language)['python-traceback'];
		const last = toEvidence(collectErrors(run).at(-1)!.text);
		const frame = ownFrame(run.traceback);
		const place = frame === undefined ? '' : `${frame.file}:${frame.line}${frame.function === '' ? '' : ` (${frame.function})`}`;
		return {
			what: texts.what(last), why: texts.why(place), action: texts.action(), evidence: [last, place], ...(interruptForm.test(run.traceback.message) && {severity: 'hint' as const}),
		};
	},
};
