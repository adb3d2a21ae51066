import {findFatal, toEvidence} from '../printed-errors.ts';
import type {Rule} from '../rule.ts';
import {isWithoutContainer} from '../without-container.ts';
import {wordsIn} from '../../words/words.ts';

/** Source: check_dataset and check_file, dataloaders.py of YOLOv5; ultralytics/data/utils.py and base.py. */
const datasetForms: readonly RegExp[] = [
	/^dataset not found\b/i,
	/^(?:\s*\n)?dataset '[^']*' (?:images not found|error|not found)/i,
	/^(?:\w+: )?error loading data from (.+?): .*(?:does not exist|no images found)/i,
	/^\S+\.ya?ml '\w+:' images not found/i,
	/^(?:\w+: )?error loading data from (\S+)\s*$/im,
	/^(?:\w+: )?no (?:valid )?images found in (\S+)/i,
	/^(?:\w+: )?(?:image not found|\S+ images? not found) ?(.*)/i,
];

const yamlPath = String.raw`[^"']*\.ya?ml`;
const yamlForms: readonly RegExp[] = [
	new RegExp(`^file not found: '?(${yamlPath})`, 'i'),
	new RegExp(String.raw`^\[errno 2\] no such file or directory: '?(${yamlPath})`, 'i'),
	new RegExp(`^'?(${yamlPath})'? does not exist`, 'i'),
];

/** A missing image or label while the data loader reads: the file's kind shows it. What is under `runs` is a result that someone wanted to see. */
const imageForm = /^\[errno 2\] no such file or directory: '?((?!(?:[^']*[/\\])?runs[/\\])[^']*\.(?:jpe?g|png|bmp|tiff?|webp|dng|mpo|pfm|heic|npy|txt|cache))'?$/i;

export const datasetMissing: Rule = {
	id: 'dataset-missing',
	level: 'error',
	supersedes: ['python-traceback', 'worker-killed', 'no-labels'],
	find({run}, language) {
		const texts = wordsIn(language).datasetDiagnoses['dataset-missing'];
		const common = isWithoutContainer(run) ? {why: texts.whyHere(), action: texts.actionHere()} : {why: texts.why(), action: texts.action()};
		const yaml = findFatal(run, yamlForms);
		if (yaml !== undefined) {
			return {...common, what: texts.whatYaml(yaml.groups[0]!), evidence: [toEvidence(yaml.error.text)]};
		}

		const images = findFatal(run, [...datasetForms, imageForm]);
		if (images === undefined) {
			return undefined;
		}

		const missing = run.notices.map(({text}) => /^dataset not found\b.+missing paths? \[?(.+?)\]?$/i.exec(text)).find(match => match !== null);
		return {
			...common,
			what: texts.whatImages(missing?.[1] ?? images.groups[0] ?? ''),
			evidence: [missing?.[0] ?? '', toEvidence(images.error.text)],
		};
	},
};
