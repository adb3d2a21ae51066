
import {findError, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';

/** Source: check_dataset of YOLOv5 (AssertionError) and Ultralytics check_det_dataset (SyntaxError). */
const keyForm = /(?<!\w)'?(\w{1,40}):'? (?:field|key) missing/i;
/** Ultralytics puts what was wrong into an exception of its own. */
const wrappedForm = /^\s*dataset '[^']*' error\W.*\W(\w{1,40}):'? (?:field|key) missing/is;
/** PyYAML's exceptions. */
const yamlExceptions = ['ScannerError', 'ParserError', 'ComposerError', 'ConstructorError'];

export const datasetYamlInvalid: Rule = {
	id: 'dataset-yaml-invalid',
	level: 'error',
	supersedes: ['python-traceback', 'dataset-missing'],
	find({run}, language) {
		const texts = wordsIn(language).datasetDiagnoses['dataset-yaml-invalid'];
		const key = findError(run, {exceptions: ['AssertionError', 'SyntaxError'], message: keyForm}) ?? findError(run, {exceptions: ['RuntimeError'], message: wrappedForm});
		const syntax = findError(run, {exceptions: yamlExceptions});
		const found = key ?? syntax;
		return found === undefined
			? undefined
			: {
				what: key === undefined ? texts.whatSyntax() : texts.whatKey(key.groups[0]!),
				why: texts.why(),
				action: texts.action(),
				evidence: [toEvidence(found.error.text)],
			};
	},
};
