import type {Options} from '../options/options.ts';
import {removeContainer} from '../../actions/change-container.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Io} from '../io.ts';
import {openContainer} from '../open-container.ts';

/** `yolotop rm TARGET`: says what goes with the container, and asks. */
export async function remove(options: Options, io: Io): Promise<number> {
	if (options.target === undefined) {
		throw new UserError('usage-invalid', {what: 'rm', suggestion: 'yolotop rm yolo'});
	}

	const container = await openContainer(options, io, 'yolotop rm');
	try {
		await container.readRun();
		return container.end(await removeContainer(container.scene));
	} finally {
		container.close();
	}
}
