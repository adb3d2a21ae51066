import {advise, type Advice} from '../../checks/advice/advise.ts';
import {gatherFacts} from '../../checks/gather-facts.ts';
import {selectContinuation} from '../../run/select-continuation.ts';
import {diagnosesOf} from '../panels/diagnoses-of.ts';
import type {ScreenModel} from '../panels/model.ts';
import {canRelaunch, remedyKeyOf} from '../panels/remedy-key.ts';
import {drawAdvice} from '../panes/advice.ts';
import {drawDiagnoses} from '../panes/diagnoses.ts';
import {drawDoctor} from '../panes/doctor.ts';
import {drawReading} from '../panes/reading.ts';
import {drawStacks} from '../panes/stacks.ts';
import {wordsIn} from '../../words/words.ts';
import type {PaneDefinition} from './pane.ts';

function adviceOf({state, now, containerFacts, resources, machineFacts, ui}: ScreenModel): Advice {
	const present = gatherFacts({
		run: state, now, container: containerFacts, resources,
	});
	return advise({...machineFacts, ...present}, ui.language);
}

/** What is wrong, what can be done, and what the result says. */
export const machinePanes = {
	diagnoses: {
		title: ({ui}) => wordsIn(ui.language).diagnosis.title,
		draw: (model, columns) => drawDiagnoses({
			diagnoses: diagnosesOf(model),
			language: model.ui.language,
			look: model.look,
			remedyKey: diagnosis => remedyKeyOf(diagnosis, {
				language: model.ui.language, canAct: canRelaunch(model), continuation: selectContinuation(model.state, model.now), isPane: true,
			}),
		}, columns),
		commands: model => diagnosesOf(model).flatMap(({remedy}) => remedy?.kind === 'command' ? [remedy.command] : []),
	},
	doctor: {
		title: ({ui}) => wordsIn(ui.language).doctor.title,
		commands: ({checks = []}) => checks.flatMap(({commands}) => commands),
		draw: ({checks, ui, look}, columns) => drawDoctor(checks, columns, {look, language: ui.language}),
	},
	advice: {
		title: ({ui}) => wordsIn(ui.language).advice.title,
		commands: model => [adviceOf(model).command],
		draw: (model, columns) => drawAdvice(adviceOf(model), columns, {look: model.look, language: model.ui.language}),
	},
	stacks: {
		title: ({ui}) => wordsIn(ui.language).stacks.title,
		draw: ({stacks, ui, look}, columns) => drawStacks(stacks, columns, {look, language: ui.language}),
	},
	reading: {
		title: ({ui}) => wordsIn(ui.language).reading.title,
		draw: ({state, ui, look}, columns) => drawReading(state.lastValidation && {summary: state.lastValidation, classes: state.classes}, columns, {
			look, language: ui.language, epochs: state.history.at(-1)?.epoch, framework: state.framework?.name,
		}),
	},
} as const satisfies Readonly<Record<string, PaneDefinition>>;
