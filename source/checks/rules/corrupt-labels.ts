import type {RunState} from '../../domain/run.ts';
import {toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Source: verify_image_label of YOLOv5 and Ultralytics: the file, then what is wrong with it. */
const form = /: (?:ignoring corrupt image\/label|\d+ duplicate labels removed|corrupt jpeg restored and saved)\b/i;
const restored = /: corrupt jpeg restored and saved\b/i;
/** Files that are named as evidence. */
const shownNotices = 4;

export const corruptLabels: Rule = {
	id: 'corrupt-labels',
	level: 'warning',
	find({run}, language) {
		const count = countCorrupt(run);
		const notices = run.notices.filter(({text}) => form.test(text));
		if (count === 0 && notices.length === 0) {
			return undefined;
		}

		const texts = wordsIn(language).datasetDiagnoses['corrupt-labels'];
		const scans = (['train', 'val'] as const).flatMap(split => (run.scans[split]?.corrupt ?? 0) > 0 ? [`${split}: ${run.scans[split]!.corrupt} corrupt`] : []);
		// Nothing is lost where every file that is named was mended.
		const isRestored = count === 0 && notices.every(({text}) => restored.test(text));
		return {
			...(isRestored
				? {
					level: 'hint', what: texts.whatRestored(), why: texts.whyRestored(), action: texts.actionRestored(),
				}
				: {
					what: count === 0 ? texts.whatSome() : texts.what(String(count)), why: texts.why(), action: texts.action(),
				}),
			evidence: [...scans, ...notices.slice(0, shownNotices).map(({text}) => toEvidence(text)), notices.length > shownNotices ? `+ ${notices.length - shownNotices}` : ''],
		};
	},
};

function countCorrupt({scans}: RunState): number {
	return (scans.train?.corrupt ?? 0) + (scans.val?.corrupt ?? 0);
}
