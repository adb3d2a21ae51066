import {gatherFacts} from '../../checks/gather-facts.ts';
import type {Options} from '../options/options.ts';
import type {Finding} from '../../checks/machine/finding.ts';
import type {CheckResult} from '../../domain/check-result.ts';
import type {Io} from '../io.ts';
import type {Language} from '../../words/words.ts';
import type {DoctorSource} from '../../screen/screen-options.ts';
import {createEngineQuestion} from './engine-question.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** Asks the engine of the shown run, or the one of the options. One question at a time; `signal` ends it. */
export function createDoctorSource(run: () => MonitoredRun, options: Options, io: Io, signal: AbortSignal): DoctorSource {
	let findings: readonly Finding[] | undefined;
	let toResult: ((finding: Finding, language: Language) => CheckResult) | undefined;
	let texts: {readonly findings: readonly Finding[]; readonly language: Language; readonly results: readonly CheckResult[]} | undefined;

	const ask = createEngineQuestion(run, options, io, async ({engine, container}) => {
		// Loaded when it is asked for: a screen starts faster without it.
		const [{examine}, {runChecks}, {findingToResult}, {withSharedMemoryAdvice}] = await Promise.all([
			import('../../gather/examine.ts'), import('../../checks/machine/run-checks.ts'), import('../../checks/machine/finding.ts'), import('../machine-facts.ts'),
		]);
		toResult = findingToResult;
		const state = run().store.getState();
		const {runDirectory, devices} = state;
		const examined = await examine(engine, container?.details.id, {runDirectory, devices}, signal);
		findings = runChecks(await withSharedMemoryAdvice(examined, gatherFacts({run: state, now: io.now(), resources: run().resources()}), signal));
	});
	return {
		results(language) {
			if (findings === undefined || toResult === undefined) {
				return undefined;
			}

			if (texts?.findings !== findings || texts.language !== language) {
				texts = {findings, language, results: findings.map(finding => toResult!(finding, language))};
			}

			return texts.results;
		},
		ask,
	};
}
