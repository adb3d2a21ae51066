import {vitalSigns, type VitalSign} from '../../checks/vital-signs.ts';
import {diagnosesOf} from './diagnoses-of.ts';
import type {ScreenModel} from './model.ts';

/** Ages of checkpoints are told by the second; a row that says the same is not drawn again. */
const stepMs = 1000;

let memory: {readonly inputs: readonly unknown[]; readonly signs: readonly VitalSign[]} | undefined;

/** The vital signs of the run that is shown. The same list until something that matters has changed. */
export function signsOf(model: ScreenModel): readonly VitalSign[] {
	const {state, now, resources, checks, ui} = model;
	const diagnoses = diagnosesOf(model);
	const inputs = [state, resources, diagnoses, checks, ui.language, Math.floor(now / stepMs)];
	if (memory?.inputs.every((input, index) => Object.is(input, inputs[index])) !== true) {
		const signs = vitalSigns({
			run: state, now, resources, diagnoses, checks,
		}, ui.language);
		const isSame = memory !== undefined && JSON.stringify(memory.signs) === JSON.stringify(signs);
		memory = {inputs, signs: isSame ? memory!.signs : signs};
	}

	return memory.signs;
}
