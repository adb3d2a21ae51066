import {keyNameOf} from '../../keys/key-names.ts';
import {isComplete, isInEpochs} from '../../domain/run-status.ts';
import {selectStatus} from '../../run/select-status.ts';
import {segmentsWidth, type Segment} from '../draw/line.ts';
import {countDiagnoses} from '../panes/diagnoses.ts';
import {wordsIn} from '../../words/words.ts';
import {diagnosesOf} from './diagnoses-of.ts';
import type {ScreenModel} from './model.ts';

/** Whether anything is wrong, in words that fit into `columns`, with the key that tells more; empty where there is nothing to judge. */
export function drawVerdict(model: ScreenModel, columns: number): readonly Segment[] {
	return waysToSay(model).find(segments => segmentsWidth(segments) <= columns) ?? [];
}

function waysToSay(model: ScreenModel): ReadonlyArray<readonly Segment[]> {
	const {state, now, ui, look} = model;
	const words = wordsIn(ui.language).diagnosis;
	const diagnoses = diagnosesOf(model);
	const more = (label: string): readonly Segment[] => [['accent', keyNameOf('show-diagnoses')], ['label', ` ${label} `], ...countDiagnoses(diagnoses, look)];
	if (diagnoses.some(({severity}) => severity !== 'hint')) {
		return [more(words.problems), countDiagnoses(diagnoses, look)];
	}

	const {status, isSilent = false} = selectStatus(state, now);
	// Of a run in another state nothing good can be said because no rule has found anything.
	if (isSilent || (!isInEpochs(status) && !isComplete(status))) {
		return [];
	}

	const sound: Segment = ['good', `${look.glyphs.marks.good} ${words.noProblem}`];
	return diagnoses.length === 0 ? [[sound]] : [[sound, ['text', '  '], ...more(words.hints)], [sound]];
}
