
import {toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Source: torch/cuda/amp of PyTorch 2.4 and later. */
const form = /FutureWarning: `?torch\.cuda\.amp\.(autocast|GradScaler)\(args\.\.\.\)`? is deprecated/;
/** The file in front of Python's warnings. */
const place = /(?:^|\s)(\S+\.py):\d+: FutureWarning/;

/** YOLOv5 reports it with each batch and floods its log; a few times at the start are no trouble. */
const minCount = 20;

export const deprecatedAutocast: Rule = {
	id: 'deprecated-autocast',
	level: 'hint',
	find({run}, language) {
		const notices = run.notices.filter(({text}) => form.test(text));
		const [first] = notices;
		const count = notices.reduce((total, notice) => total + notice.count, 0);
		if (first === undefined || count < minCount) {
			return undefined;
		}

		const texts = wordsIn(language).progressDiagnoses['deprecated-autocast'];
		const [, name = 'autocast'] = form.exec(first.text) ?? [];
		const [, file = 'train.py'] = place.exec(first.text) ?? [];
		const command = String.raw`sed -i "s/torch\.cuda\.amp\.${name}(/torch.amp.${name}('cuda', enabled=/" ${file}`;
		return {
			what: texts.what(String(count)), why: texts.why(), action: texts.action(command), evidence: [`${toEvidence(first.text)} (${count})`], remedy: {kind: 'command', command},
		};
	},
};
