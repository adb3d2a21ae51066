import {isAlive} from '../../domain/run-status.ts';
import {selectStatus} from '../../run/select-status.ts';
import {bytesToShortText} from '../../format/bytes.ts';
import type {Rule} from '../rule.ts';
import {isWithoutContainer} from '../without-container.ts';
import {wordsIn} from '../../words/words.ts';

/** A large model's checkpoint with its optimizer is about half of it, and two are written. */
const lowBytes = 2 ** 30;

export const diskLow: Rule = {
	id: 'disk-low',
	level: 'warning',
	find({run, now, outputDisk}, language) {
		const free = outputDisk?.freeBytes;
		if (free === undefined || free >= lowBytes || !isAlive(selectStatus(run, now).status)) {
			return undefined;
		}

		const texts = wordsIn(language).storageDiagnoses['disk-low'];
		return {
			what: texts.what(bytesToShortText(free)), why: texts.why(), action: isWithoutContainer(run) ? texts.actionHere() : texts.action(), evidence: [bytesToShortText(free)],
		};
	},
};
