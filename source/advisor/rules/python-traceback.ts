import type {Traceback} from '../../domain/run.ts';
import {isLaunchers, selectCause} from '../../run/tracebacks.ts';
import {programDiagnoses} from '../../text/diagnoses/program.ts';
import {collectErrors, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';

/**
Where installed packages, Python itself and the programs that pip makes are; a frame elsewhere is of the user's or the framework's own
scripts. On Windows the standard library is in `Lib` beside python.exe.
*/
const installedFile = new RegExp([
	String.raw`[/\\](?:site|dist)-packages[/\\]`,
	String.raw`[/\\]lib(?:64)?[/\\]python\d`,
	'^<(?:frozen |string>)',
	String.raw`[/\\]bin[/\\][^./\\]+$`,
	String.raw`[/\\]scripts[/\\][^/\\]+(?:\.exe[/\\]__main__\.py|-script\.py|\.exe|[/\\][^./\\]+)$`,
	String.raw`[/\\]python[\d.]+[/\\](?:\w+[/\\])*\w+\.py$`,
	String.raw`\\lib\\(?:asyncio|collections|concurrent|contextlib|ctypes|encodings|functools|http|importlib|json|logging|multiprocessing|os|pathlib|pickle|pkgutil|queue|runpy|shutil|site|socket|ssl|subprocess|tempfile|threading|traceback|typing|unittest|urllib|warnings|xml|zipfile)(?:\\|\.py$)`,
].join('|'), 'i');

/** Ctrl-C in the middle of an import comes out as an error of another type. Source: PyTorch 1.13, measured. */
const interruptForm = /^keyboardinterrupt\b/i;

export const pythonTraceback: Rule = {
	id: 'python-traceback',
	severity: 'error',
	find({run}, language) {
		const cause = selectCause(run);
		const isEnded = run.phase.kind === 'failed' || (cause !== undefined && run.traceback === undefined);
		if (cause === undefined || !isEnded || (isLaunchers(cause) && run.ranks?.failure?.signal !== undefined)) {
			return undefined;
		}

		const texts = programDiagnoses(language)['python-traceback'];
		const last = toEvidence(collectErrors(run).at(-1)!.text);
		const frame = ownFrame(cause);
		const place = frame === undefined ? '' : `${frame.file}:${frame.line}${frame.function === '' ? '' : ` (${frame.function})`}`;
		return {
			what: texts.what(last), why: texts.why(place), action: texts.action(), evidence: [last, place], ...(interruptForm.test(cause.message) && {severity: 'hint' as const}),
		};
	},
};

/** The innermost frame that is not of an installed package; else the innermost of all. */
function ownFrame({frames}: Traceback): Traceback['frames'][number] | undefined {
	return frames.findLast(({file}) => !installedFile.test(file)) ?? frames.at(-1);
}
