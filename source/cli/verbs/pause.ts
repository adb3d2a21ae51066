import type {Options} from '../options/options.ts';
import {pauseContainer} from '../../actions/change-container.ts';
import {holdJob} from '../../actions/job-actions.ts';
import type {Io} from '../io.ts';
import {openContainer} from '../open-container.ts';
import {isJobTarget, openJob} from '../open-job.ts';

/** `yolotop pause` and `yolotop unpause`: what is so already stays so. A job that waits is held back and released. */
export async function pause(options: Options, io: Io): Promise<number> {
	if (isJobTarget(options)) {
		const job = await openJob(options, io, `yolotop ${options.verb}`);
		try {
			return job.end(await holdJob(job.scene, options.verb === 'unpause' ? 'release' : 'hold'));
		} finally {
			job.close();
		}
	}

	const action = options.verb === 'unpause' ? 'unpause' : 'pause';
	const container = await openContainer(options, io, `yolotop ${action}`);
	try {
		return container.end(await pauseContainer(container.scene, action));
	} finally {
		container.close();
	}
}
