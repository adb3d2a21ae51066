
import type {Facts} from '../diagnosis-facts.ts';
import {optionText, workersOf} from '../advice/option-value.ts';
import type {Finding, Rule} from '../rule.ts';
import {wordsIn} from '../../words/words.ts';
import {percentOf, percentOfWhole} from '../../words/percent.ts';

/** A shorter stretch may hold a validation or the saving of a checkpoint only. */
const minSeconds = 30;
/** A GPU that is fed well is above 80 to 90 %. */
const idlePercent = 60;
/** The container uses nearly every core. */
const fullCpuShare = 0.9;

export const dataLoaderBound: Rule = {
	id: 'data-loader-bound',
	level: 'hint',
	find(facts, language) {
		const {run, load} = facts;
		const gpuPercent = load?.gpuPercent;
		const isTraining = run.phase.kind === 'training' && run.devices.some(({kind}) => kind === 'cuda');
		if (!isTraining || gpuPercent === undefined || load!.seconds < minSeconds || gpuPercent >= idlePercent) {
			return undefined;
		}

		const workers = workersOf(run);
		const busy = percentOf(gpuPercent, language);
		return {
			what: wordsIn(language).progressDiagnoses['data-loader-bound'].what(busy),
			...advice(facts, language),
			evidence: [
				`GPU ${busy} (${Math.round(load!.seconds)} s)`,
				load!.cpuPercent === undefined ? '' : `CPU ${percentOfWhole(load!.cpuPercent, facts.host?.cpuCount === undefined ? undefined : facts.host.cpuCount * 100, language)}`,
				workers === undefined ? '' : optionText(run, 'workers', workers),
			],
		};
	},
};

/** More workers help only where cores are free. */
function advice({run, load, host}: Facts, language: Parameters<Rule['find']>[1]): Pick<Finding, 'why' | 'action' | 'remedy'> {
	const texts = wordsIn(language).progressDiagnoses['data-loader-bound'];
	const cores = host?.cpuCount;
	const cpu = load?.cpuPercent;
	if (cores !== undefined && cpu !== undefined && cpu >= fullCpuShare * cores * 100) {
		return {why: texts.whyCpu(), action: texts.actionCpu()};
	}

	const workers = workersOf(run);
	const next = Math.min(workers === undefined || workers === 0 ? 2 : 2 * workers, cores ?? Infinity);
	return workers === undefined || next <= workers
		? {why: texts.why(), action: texts.actionCpu()}
		: {why: texts.whyWorkers(String(workers)), action: texts.actionWorkers(optionText(run, 'workers', next)), remedy: {kind: 'relaunch', workers: next}};
}
