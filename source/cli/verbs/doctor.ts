import type {Options} from '../options/options.ts';
import {examine} from '../../gather/examine.ts';
import {findingToResult} from '../../checks/machine/finding.ts';
import {resultsToJson, resultsToLines} from '../../checks/machine/report.ts';
import {runChecks} from '../../checks/machine/run-checks.ts';
import {findMachine} from '../find-machine.ts';
import {stopExitCode, type Io} from '../io.ts';
import {withSharedMemoryAdvice} from '../machine-facts.ts';
import {wordsIn} from '../../words/words.ts';

/**
`yolotop doctor`: what is in the way of a training, each with what to do. 0 when there is no problem, else 1; a warning is no
problem. In JSON always in English.
*/
export async function doctor(options: Options, io: Io): Promise<number> {
	const {engine, details, run, close} = await findMachine(options, io);
	try {
		const examined = await examine(engine, details?.id, {runDirectory: run?.runDirectory, devices: run?.devices ?? []}, io.signal);
		const facts = await withSharedMemoryAdvice(examined, run === undefined ? {} : {run}, io.signal);
		const stopped = stopExitCode(io);
		if (stopped !== undefined) {
			return stopped;
		}

		const results = runChecks(facts).map(finding => findingToResult(finding, options.isJson ? 'en' : options.language));
		if (options.isJson) {
			io.stdout.writeJson(resultsToJson(results), 2);
		} else {
			const lines = resultsToLines(results, options.language);
			const hint = details === undefined && facts.engine.kind === 'reachable' ? [wordsIn(options.language).doctor.noTarget] : [];
			io.stdout.write(`${[...lines, ...hint].join('\n')}\n`);
		}

		return results.some(({level}) => level === 'problem') ? 1 : 0;
	} finally {
		close();
	}
}
