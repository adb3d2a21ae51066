import type {Options} from '../options/options.ts';
import {removeContainer} from '../../actions/change-container.ts';
import {cancelJob} from '../../actions/job-actions.ts';
import {isJobActive} from '../../domain/job.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Io} from '../io.ts';
import {openContainer} from '../open-container.ts';
import {isJobTarget, openJob} from '../open-job.ts';

/** `yolotop rm TARGET`: says what goes with the container, and asks. A job is cancelled. */
export async function remove(options: Options, io: Io): Promise<number> {
	if (options.target === undefined) {
		throw new UserError('usage-incomplete', {what: 'rm', suggestion: 'yolotop rm yolo'});
	}

	if (isJobTarget(options)) {
		const job = await openJob(options, io, 'yolotop rm');
		try {
			const found = await job.scheduler.read(job.id, {signal: io.signal});
			return job.end(await cancelJob(job.scene, found !== undefined && isJobActive(found)));
		} finally {
			job.close();
		}
	}

	const container = await openContainer(options, io, 'yolotop rm');
	try {
		await container.readRun();
		return container.end(await removeContainer(container.scene));
	} finally {
		container.close();
	}
}
