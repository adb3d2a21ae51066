import {advise as adviseOn} from '../../checks/advice/advise.ts';
import type {Options} from '../options/options.ts';
import {adviceToJson, adviceToLines} from '../../plain/advice-text.ts';
import {findMachine} from '../find-machine.ts';
import {stopExitCode, type Io} from '../io.ts';
import {gatherMachineFacts} from '../machine-facts.ts';

const maxColumns = 100;

/** `yolotop advise`: settings that fit this machine, and where a run is there, what it used. In JSON always in English. */
export async function advise(options: Options, io: Io): Promise<number> {
	const machine = await findMachine(options, io);
	try {
		const facts = await gatherMachineFacts(machine, io.signal);
		const stopped = stopExitCode(io);
		if (stopped !== undefined) {
			return stopped;
		}

		const advice = adviseOn(facts, options.isJson ? 'en' : options.language);
		if (options.isJson) {
			io.stdout.writeJson(adviceToJson(advice), 2);
		} else {
			io.stdout.write(`${adviceToLines(advice, options.language, maxColumns).join('\n')}\n`);
		}

		return 0;
	} finally {
		machine.close();
	}
}
