import type {Options} from '../options/options.ts';
import {actionNote} from '../../text/actions.ts';
import type {Io} from '../io.ts';
import {openContainer} from '../open-container.ts';

/** `yolotop pause` and `yolotop unpause`: what is so already stays so. */
export async function pause(options: Options, io: Io): Promise<number> {
	const action = options.verb === 'unpause' ? 'unpause' : 'pause';
	const container = await openContainer(options, io, `yolotop ${action}`);
	try {
		const {exitCode} = await container.perform(async context => container.actions.perform(action, context));
		if (action === 'pause') {
			io.stderr.write(`${actionNote('gpuStaysTaken', options.language)}\n`);
		}

		return exitCode;
	} finally {
		container.close();
	}
}
