import type {Options} from '../options/options.ts';
import {restartContainer} from '../../actions/change-container.ts';
import {isUp} from '../../domain/container-state.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Io} from '../io.ts';
import {openContainer} from '../open-container.ts';

/** `yolotop restart TARGET`: a training that runs is interrupted well before. */
export async function restart(options: Options, io: Io): Promise<number> {
	if (options.target === undefined) {
		throw new UserError('usage-incomplete', {what: 'restart', suggestion: 'yolotop restart yolo'});
	}

	const container = await openContainer(options, io, 'yolotop restart');
	try {
		await container.readRun();
		return container.end(await restartContainer(container.scene, isUp(container.details.state.status)));
	} finally {
		container.close();
	}
}
