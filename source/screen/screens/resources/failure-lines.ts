import type {SamplerName} from '../../../domain/sample.ts';
import {drawDocument} from '../../draw/document.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {joinList} from '../../../words/punctuation.ts';
import {wordsIn} from '../../../words/words.ts';

/** What is missing and how to get it, one reason once; empty while the samplers work. */
export function failureLines(samplers: readonly SamplerName[], {resources: {failures}, look, ui}: ScreenModel, columns: number): readonly string[] {
	const texts = wordsIn(ui.language).resource;
	const missing = samplers.filter(sampler => failures[sampler] !== undefined);
	const reasonOf = (sampler: SamplerName) => `${failures[sampler]!.code} ${failures[sampler]!.detail ?? ''}`;
	return [...new Set(missing.map(sampler => reasonOf(sampler)))].flatMap(reason => {
		const alike = missing.filter(sampler => reasonOf(sampler) === reason);
		const {code, detail} = failures[alike[0]!]!;
		const {what, remedy} = texts.failures[code];
		return drawDocument([
			{kind: 'text', text: texts.missing(joinList(alike.map(sampler => texts.samplers[sampler]), ui.language), what, detail), token: 'warning'},
			{
				kind: 'text', text: remedy, token: 'dim', indent: 2,
			},
		], columns, look);
	});
}

/** When others have told for so long, what has told nothing is not being measured. */
const waitingMs = 20_000;

/** The same where there is no reading at all: at first that it is being measured, then that it is not. */
export function waitingLines(sampler: SamplerName, model: ScreenModel, columns: number): readonly string[] {
	const {resources: {series}, now, look, ui} = model;
	const texts = wordsIn(ui.language).resource;
	const failure = failureLines([sampler], model, columns);
	const since = Math.min(...Object.values(series).map(one => one?.whole.points[0]?.at ?? Infinity));
	return failure.length > 0 ? failure : wrapText([['dim', now - since > waitingMs ? texts.nothingCame : texts.waiting]], columns, look);
}
