import {isResumeWanted} from '../../run/settings.ts';
import {findError, findFatal, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {isWithoutContainer} from '../without-container.ts';
import {wordsIn} from '../../words/words.ts';

const path = String.raw`[^"']*\.(?:pth?|torchscript|onnx|engine)`;
const forms: readonly RegExp[] = [
	new RegExp(String.raw`^\[errno 2\] no such file or directory: '?(${path})`, 'i'),
	new RegExp(`^file not found: '?(${path})`, 'i'),
	new RegExp(`^'?(${path})'? does not exist`, 'i'),
	new RegExp(`^❌? ?'?(${path})'? (?:not found|missing)`, 'iu'),
	/^❌? ?download failure for (?:[^\s/]*\/)*([^\s/]+\.(?:pth?|torchscript|onnx|engine))\b/iu,
];
/** Its beginning: then the network is what is missing. */
const downloadFailure = /^❌? ?download failure for /iu;
/** The frameworks' report of a download that gave nothing, which may come before the traceback. */
const downloadForm = /^error\b.*(?:downloaded file '.*' does not exist|<urlopen error )/i;
/** YOLOv5 opens the current directory when --resume finds no run. */
const noRunForm = /^\[errno 21\] is a directory: '\.'$/i;
/** Ultralytics says it in words. */
const ultralyticsNoRun = /^resume checkpoint not found|checkpoint .* not found.* resume/i;

export const weightsMissing: Rule = {
	id: 'weights-missing',
	level: 'error',
	supersedes: ['python-traceback', 'download-failed'],
	find({run}, language) {
		const texts = wordsIn(language).checkpointDiagnoses['weights-missing'];
		const isResume = isResumeWanted(run.program?.announcedSettings ?? run.settings);
		const noRun = isResume ? findError(run, {message: noRunForm}) ?? findError(run, {message: ultralyticsNoRun}) : undefined;
		const found = noRun ?? findFatal(run, forms);
		if (found === undefined) {
			return undefined;
		}

		const file = noRun === undefined ? found.groups[0]! : '';
		const download = run.notices.find(({text}) => downloadForm.test(text));
		const isUnreached = download !== undefined || downloadFailure.test(found.error.message);
		const downloads = wordsIn(language).downloadDiagnoses;
		return {
			what: isResume ? texts.whatResume(file) : texts.what(file),
			why: isResume ? texts.whyResume() : (isWithoutContainer(run) ? texts.whyHere() : texts.why()),
			action: isUnreached ? downloads.actionWeights(run.download?.url ?? '', run.download?.path ?? file) : (isWithoutContainer(run) ? texts.actionHere() : texts.action()),
			evidence: [toEvidence(found.error.text), download === undefined ? '' : toEvidence(download.text)],
		};
	},
};
