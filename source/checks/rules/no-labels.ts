import type {RunState} from '../../domain/run.ts';
import {findError, toEvidence} from '../printed-errors.ts';
import type {Finding, Rule} from '../rule.ts';
import {joinSentences} from '../../words/punctuation.ts';
import {wordsIn} from '../../words/words.ts';

/** Source: LoadImagesAndLabels of YOLOv5 (other words before v6.2), ultralytics/data/dataset.py. */
const endForm = /^(?:(train|val): )?(?:(?:warning|error)\S*(?: \S*)? )?(?:no labels found in .*can ?not start training|no labels in .*can ?not train without labels|all labels empty in .*can ?not start training)/i;
/** The frameworks' warnings that there is nothing to compare with. */
const validationForm = /no labels found in (\w+) set, can ?not compute metrics/i;
const warningForm = /^(?:(train|val): )?(?:warning\b\S*(?: \S*)? )?no labels found in \S+/i;

export const noLabels: Rule = {
	id: 'no-labels',
	level: 'error',
	supersedes: ['python-traceback'],
	find({run}, language) {
		const texts = wordsIn(language).datasetDiagnoses['no-labels'];
		const found = findSplit(run);
		return found === undefined
			? undefined
			: {
				what: texts.what(found.split),
				why: found.split === 'val' ? joinSentences([texts.whyValidation(), texts.why()], language) : texts.why(),
				action: texts.action(),
				evidence: found.evidence,
				...(found.level === 'warning' && {level: found.level, supersedes: []}),
			};
	},
};

/** The training cannot begin without labels, but it runs with a validation split that has none. */
function findSplit(run: RunState): (Pick<Finding, 'evidence' | 'level'> & {readonly split: string}) | undefined {
	const scans = scanEvidence(run);
	const end = findError(run, {message: endForm});
	if (end?.error.exception !== undefined) {
		return {split: end.groups[0] ?? '', evidence: [toEvidence(end.error.text), ...scans.map(({line}) => line)]};
	}

	const notice = run.notices.find(({text}) => validationForm.test(text) || warningForm.test(text));
	const split = scans[0]?.split ?? (notice === undefined ? undefined : warningForm.exec(notice.text)?.[1] ?? validationForm.exec(notice.text)?.[1] ?? '');
	return split === undefined
		? undefined
		: {split, level: 'warning', evidence: [notice === undefined ? '' : toEvidence(notice.text), ...scans.map(({line}) => line)]};
}

/** Splits in which every image is a background. */
function scanEvidence({scans}: RunState): ReadonlyArray<{readonly split: string; readonly line: string}> {
	return (['train', 'val'] as const).flatMap(split => {
		const {images, backgrounds = 0} = scans[split] ?? {};
		return images === 0 && backgrounds > 0 ? [{split, line: `${split}: ${images} images, ${backgrounds} backgrounds`}] : [];
	});
}
