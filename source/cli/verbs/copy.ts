import process from 'node:process';
import type {Options} from '../options/options.ts';
import {copyResults} from '../../actions/change-container.ts';
import type {Io} from '../io.ts';
import {openContainer} from '../open-container.ts';

/** `yolotop cp [TARGET[:PATH]] [DIR]`: copies the run directory, or another one, out of the container; prints where it is. */
export async function copy(options: Options, io: Io): Promise<number> {
	// No container's name holds a colon.
	const [name, ...rest] = (options.target ?? '').split(':');
	const source = rest.length === 0 ? undefined : rest.join(':');
	const container = await openContainer({...options, target: name === '' ? undefined : name}, io, 'yolotop cp');
	try {
		if (source === undefined) {
			await container.readRun();
		}

		const result = await copyResults(container.scene, {source, destination: options.destination ?? process.cwd()});
		if (result?.kind === 'copied') {
			io.stdout.write(`${result.directory}\n`);
		}

		return container.end(result);
	} finally {
		container.close();
	}
}
