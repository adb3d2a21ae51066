import type {Options} from '../../config/options.ts';
import type {Finding} from '../../doctor/finding.ts';
import type {CheckResult} from '../../domain/check-result.ts';
import type {Language} from '../../text/language.ts';
import {connectOrSay} from '../find-machine.ts';
import type {Io} from '../io.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** The checks of the doctor for the run on the screen. */
export type DoctorSource = {
	results(language: Language): readonly CheckResult[] | undefined;
	ask(onAnswer: () => void): void;
};

/** Asks the engine of the shown run, or the one of the options. One question at a time; `signal` ends it. */
export function createDoctorSource(run: () => MonitoredRun, options: Options, io: Io, signal: AbortSignal): DoctorSource {
	let findings: readonly Finding[] | undefined;
	let toResult: ((finding: Finding, language: Language) => CheckResult) | undefined;
	let texts: {readonly findings: readonly Finding[]; readonly language: Language; readonly results: readonly CheckResult[]} | undefined;
	let isAsking = false;

	async function look(): Promise<void> {
		// Loaded when it is asked for: a screen starts faster without it.
		const [{examine}, {runChecks}, {findingToResult}] = await Promise.all([import('../../doctor/examine.ts'), import('../../doctor/run-checks.ts'), import('../../doctor/finding.ts')]);
		toResult = findingToResult;
		const {container} = run().target();
		const state = run().store.getState();
		const engine = container?.engine ?? await connectOrSay(options, io);
		try {
			findings = runChecks(await examine(engine, container?.details.id, {runDirectory: state.runDirectory, devices: state.devices}, signal));
		} finally {
			if (container === undefined && !('kind' in engine)) {
				engine.close();
			}
		}
	}

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
		ask(onAnswer) {
			if (isAsking) {
				return;
			}

			isAsking = true;
			void (async () => {
				try {
					await look();
				} catch {
					// The container is gone, or the screen was left: what was found before stays.
				} finally {
					isAsking = false;
					onAnswer();
				}
			})();
		},
	};
}
