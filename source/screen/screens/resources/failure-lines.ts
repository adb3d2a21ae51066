import type {SamplerFailure, SamplerFailureCode, SamplerName} from '../../../domain/sample.ts';
import {drawDocument} from '../../draw/document.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel} from '../../panels/model.ts';
import {wordsIn} from '../../../words/words.ts';

/** What is missing and how to get it, once for all that miss the same; empty while the samplers work. */
export function failureLines(samplers: readonly SamplerName[], {resources: {failures}, look, ui}: ScreenModel, columns: number): readonly string[] {
	const texts = wordsIn(ui.language).resource;
	const failed = samplers.flatMap(sampler => failures[sampler] === undefined ? [] : [{sampler, ...failures[sampler]}]);
	const reasonOf = ({code, detail}: SamplerFailure) => `${code} ${toDetail(code, detail) ?? ''}`;
	return drawDocument([...new Set(failed.map(failure => reasonOf(failure)))].flatMap(reason => {
		const group = failed.filter(failure => reasonOf(failure) === reason);
		const {code, detail} = group[0]!;
		const {what, remedy} = texts.failures[code];
		return [
			{kind: 'text', text: texts.missing(group.map(({sampler}) => texts.samplers[sampler]).join(texts.betweenSamplers), what, toDetail(code, detail)), token: 'warning'},
			{
				kind: 'text', text: remedy, token: 'dim', indent: 2,
			},
		] as const;
	}), columns, look);
}

/** That the container does not run needs none: it is named above. */
function toDetail(code: SamplerFailureCode, detail: string | undefined): string | undefined {
	return code === 'container-not-running' ? undefined : detail;
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
