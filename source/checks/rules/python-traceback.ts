import {ownFrame} from '../../run/own-frame.ts';
import {isLaunchers, selectCause} from '../../run/tracebacks.ts';
import {collectErrors, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Ctrl-C in the middle of an import comes out as an error of another type. Source: PyTorch 1.13, measured. */
const interruptForm = /^keyboardinterrupt\b/i;

export const pythonTraceback: Rule = {
	id: 'python-traceback',
	level: 'error',
	find({run}, language) {
		const cause = selectCause(run);
		const isEnded = run.phase.kind === 'failed' || (cause !== undefined && run.traceback === undefined);
		if (cause === undefined || !isEnded || (isLaunchers(cause) && run.ranks?.failure?.signal !== undefined)) {
			return undefined;
		}

		const texts = wordsIn(language).programDiagnoses['python-traceback'];
		const last = toEvidence(collectErrors(run).at(-1)!.text);
		const frame = ownFrame(cause);
		const place = frame === undefined ? '' : `${frame.file}:${frame.line}${frame.function === '' ? '' : ` (${frame.function})`}`;
		return {
			what: texts.what(last), why: texts.why(place), action: texts.action(), evidence: [last, place], ...(interruptForm.test(cause.message) && {level: 'hint' as const}),
		};
	},
};
