import {isOver} from '../../../domain/run-status.ts';
import {count} from '../../../format/number.ts';
import {keyNameOf} from '../../../keys/key-names.ts';
import {selectProbeStatus} from '../../../run/select-probe.ts';
import {selectStatus} from '../../../run/select-status.ts';
import {wordsIn} from '../../../words/words.ts';
import {wrapText} from '../../draw/wrap.ts';
import type {ScreenModel, Size} from '../../panels/model.ts';
import type {ClassesView} from './classes-view.ts';
import {drawSupport} from './draw-support.ts';

/** The key that makes a table where the framework has printed none. */
const validateKey = keyNameOf('validate');

/** When the table comes, or why none does. */
function sentenceOf({state, words: {waiting}, now}: ScreenModel): string {
	if (state.task === 'classify') {
		return waiting.classesNone;
	}

	if (isOver(selectStatus(state, now).status)) {
		return waiting.classesOver;
	}

	if (selectProbeStatus(state) === 'on') {
		return state.history.length === 0 ? waiting.classesOfFirstEpoch : waiting.classesNotFound;
	}

	return waiting.classes(state.epochs === undefined ? undefined : count(state.epochs));
}

/** What it is drawn of beside the labels. */
export function inputsOfWaiting(model: ScreenModel): readonly unknown[] {
	const {state, words: {waiting}} = model;
	return [sentenceOf(model), waiting, state.history.length > 0, state.classCount, state.task];
}

/** What is known of the classes before there is a table of them: when it comes, how many they are, and how many labels each has. */
export function drawWaiting(model: ScreenModel, view: ClassesView, {columns, rows}: Size): readonly string[] {
	const {look, words, state, ui, disabled} = model;
	const isOfClasses = state.task !== 'classify';
	const canValidate = isOfClasses && state.history.length > 0 && disabled.validate === undefined;
	const sentences = [
		...wrapText([['dim', sentenceOf(model)]], columns, look),
		...(canValidate ? wrapText([['text', wordsIn(ui.language).toolScreen.key(validateKey)]], columns, look) : []),
		...(isOfClasses && state.classCount !== undefined ? wrapText([['text', words.waiting.classCount(count(state.classCount))]], columns, look) : []),
	];
	const labelled = {...view, rows: [...view.training?.keys() ?? []].map(name => ({name, metrics: {}}))};
	return [...sentences, ...drawSupport(labelled, model, columns, rows - sentences.length)].slice(0, rows);
}
