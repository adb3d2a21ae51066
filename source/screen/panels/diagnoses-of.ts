import {diagnose} from '../../checks/diagnose.ts';
import {gatherFacts} from '../../checks/gather-facts.ts';
import type {Diagnosis} from '../../checks/diagnosis.ts';
import type {ScreenModel} from './model.ts';

/** Bars redraw many times a second; what is wrong changes more slowly. */
const stepMs = 2000;

let memory: {readonly inputs: readonly unknown[]; readonly diagnoses: readonly Diagnosis[]} | undefined;

/** What is wrong with the run that is shown, in the person's language. The same list until something that matters has changed. */
export function diagnosesOf({state, now, containerFacts, resources, ui}: ScreenModel): readonly Diagnosis[] {
	const inputs = [
		state.phase,
		state.traceback,
		state.errors,
		state.notices,
		state.history,
		state.settings,
		state.scans,
		state.container,
		state.devices,
		state.lastValidation,
		state.classes,
		state.exitCode,
		containerFacts,
		ui.language,
		Math.floor(now / stepMs),
	];
	if (memory?.inputs.every((input, index) => Object.is(input, inputs[index])) !== true) {
		const diagnoses = diagnose(gatherFacts({
			run: state, now, container: containerFacts, resources,
		}), ui.language);
		// What says the same is the same object, so that nothing is drawn again.
		const isSame = memory !== undefined && JSON.stringify(memory.diagnoses) === JSON.stringify(diagnoses);
		memory = {inputs, diagnoses: isSame ? memory!.diagnoses : diagnoses};
	}

	return memory.diagnoses;
}
