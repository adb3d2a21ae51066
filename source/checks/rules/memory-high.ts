import {isGoing} from '../../domain/run-status.ts';
import {selectStatus} from '../../run/select-status.ts';
import {bytesToShortText} from '../../format/bytes.ts';
import type {Facts} from '../diagnosis-facts.ts';
import type {Finding, Rule} from '../rule.ts';
import {smallerMemory} from '../advice/smaller-memory.ts';
import {wordsIn} from '../../words/words.ts';

/** The kernel reclaims nothing more of what counts as used here. */
const limitShare = 0.9;
const leftShare = 0.05;

export const memoryHigh: Rule = {
	id: 'memory-high',
	level: 'warning',
	find(facts, language) {
		const isRunning = isGoing(selectStatus(facts.run, facts.now).status);
		const words = isRunning ? describe(facts, language) : undefined;
		if (words === undefined) {
			return undefined;
		}

		const texts = wordsIn(language).memoryDiagnoses['memory-high'];
		const {options, remedy} = smallerMemory(facts.run);
		return {
			...words, why: texts.why(), action: texts.action(options), remedy,
		};
	},
};

function describe({memory, container, host}: Facts, language: Parameters<Rule['find']>[1]): Pick<Finding, 'what' | 'evidence'> | undefined {
	const texts = wordsIn(language).memoryDiagnoses['memory-high'];
	const used = memory?.usedBytes;
	const limit = memory?.limitBytes ?? container?.memoryLimitBytes;
	if (used !== undefined && limit !== undefined && limit > 0 && used >= limitShare * limit) {
		return {what: texts.whatLimit(bytesToShortText(used), bytesToShortText(limit)), evidence: [`${bytesToShortText(used)} / ${bytesToShortText(limit)}`]};
	}

	const left = host?.memoryAvailableBytes;
	const total = host?.memoryTotalBytes;
	return left !== undefined && total !== undefined && left <= leftShare * total
		? {what: texts.whatHost(bytesToShortText(left), bytesToShortText(total)), evidence: [`${bytesToShortText(left)} / ${bytesToShortText(total)}`]}
		: undefined;
}
