import type {RunState} from '../../domain/run.ts';
import {traitsOf, type Settings} from '../../domain/framework.ts';
import type {Rule} from '../rule.ts';
import {joinSentences} from '../../words/punctuation.ts';
import {wordsIn} from '../../words/words.ts';

/**
YOLOv5's own defaults of the options that people change beside --resume: a value that differs was typed. Source: parse_opt of
train.py, v6.1 to master. Versions before v7.0 had 300 epochs and other weights, so several values count as untouched.
*/
const defaults: ReadonlyArray<readonly [key: string, flag: string, values: readonly string[]]> = [
	['batch_size', '--batch-size', ['16']],
	['workers', '--workers', ['8']],
	['epochs', '--epochs', ['100', '300']],
	['patience', '--patience', ['100']],
	['imgsz', '--imgsz', ['640']],
	['optimizer', '--optimizer', ['SGD']],
	['device', '--device', ['']],
];
const defaultWeights = /(?:^|\/)yolov5s(?:-seg|-cls)?\.pt$/;
const isSetPath = (value: string) => !/^(?:true|false|none)?$/i.test(value);

export const resumeIgnoresArguments: Rule = {
	id: 'resume-ignores-arguments',
	level: 'warning',
	find({run}, language) {
		const asked = run.program?.announcedSettings;
		if (asked === undefined || !traitsOf(run.framework?.name).resumesWithOldSettings || run.program?.isResumed !== true) {
			return undefined;
		}

		const texts = wordsIn(language).checkpointDiagnoses['resume-ignores-arguments'];
		const ignored = ignoredOptions(run, asked);
		const weights = ignoredWeights(asked);
		if (weights === undefined && ignored.length === 0) {
			return undefined;
		}

		const what = joinSentences([
			...(weights === undefined ? [] : [texts.whatWeights(weights, run.runDirectory ?? '')]),
			...(ignored.length === 0 ? [] : [texts.what(ignored.join(' '))]),
		], language);
		const workers = run.dataLoaderWorkers;
		return {
			what, why: texts.why(), action: texts.action(),
			evidence: [
				...ignored,
				weights === undefined ? '' : `--weights ${weights}`,
				`resume=${asked.resume ?? ''}`,
				workers === undefined ? '' : `Using ${workers} dataloader workers`,
				run.epochs === undefined ? '' : wordsIn(language).evidence.epochsInForce(String(run.epochs)),
			],
		};
	},
};

/** Options that were typed and are not, by accident, what is in force. */
function ignoredOptions(run: RunState, asked: Settings): readonly string[] {
	return defaults.flatMap(([key, flag, untouched]) => {
		const value = asked[key];
		const inForce = run.settings[key] ?? (key === 'epochs' && run.epochs !== undefined ? String(run.epochs) : undefined);
		return value === undefined || value === inForce || untouched.includes(value) ? [] : [`${flag} ${value}`];
	});
}

/** With a bare --resume the weights beside it are not used; with a path nobody expects them to be. */
function ignoredWeights({resume = '', weights}: Settings): string | undefined {
	return weights !== undefined && weights !== '' && !isSetPath(resume) && !defaultWeights.test(weights) ? weights : undefined;
}
