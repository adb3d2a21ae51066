import type {Options} from '../options/options.ts';
import {pauseContainer} from '../../actions/change-container.ts';
import type {Io} from '../io.ts';
import {openContainer} from '../open-container.ts';

/** `yolotop pause` and `yolotop unpause`: what is so already stays so. */
export async function pause(options: Options, io: Io): Promise<number> {
	const action = options.verb === 'unpause' ? 'unpause' : 'pause';
	const container = await openContainer(options, io, `yolotop ${action}`);
	try {
		return container.end(await pauseContainer(container.scene, action));
	} finally {
		container.close();
	}
}
