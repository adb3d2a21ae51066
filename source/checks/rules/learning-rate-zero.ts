
import {selectProbedHistory} from '../../run/select-probe.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** The warm-up begins at 0 for some parameters, and a schedule may end there. */
const warmUpEpochs = 3;

export const learningRateZero: Rule = {
	id: 'learning-rate-zero',
	level: 'warning',
	supersedes: ['plateau'],
	find({run}, language) {
		const {epochs, settings} = run;
		const last = selectProbedHistory(run).at(-1);
		const rates = last?.learningRates ?? [];
		const isZero = rates.length > 0 && rates.every(rate => rate === 0);
		if (last === undefined || !isZero || last.epoch <= warmUpEpochs || (epochs !== undefined && last.epoch >= epochs - 1)) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses['learning-rate-zero'];
		return {
			what: texts.what(String(last.epoch)), why: texts.why(), action: texts.action(), evidence: [`lr: ${rates.join(', ')}`, ...['lr0', 'lrf'].flatMap(name => settings[name] === undefined ? [] : [`${name}=${settings[name]}`])],
		};
	},
};
