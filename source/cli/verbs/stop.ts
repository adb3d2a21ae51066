import type {Options} from '../options/options.ts';
import type {StopAction} from '../../actions/actions.ts';
import {stopTraining} from '../../actions/stop/stop-training.ts';
import {quoteWord} from '../../domain/shell-quote.ts';
import {withHostName} from '../../domain/run-summary.ts';
import {UserError} from '../../domain/user-error.ts';
import {selectStatus} from '../../run/select-status.ts';
import {canAsk} from '../converse.ts';
import type {Io} from '../io.ts';
import {openResolved, resolveActedOn, type OpenedContainer} from '../open-container.ts';
import {openDirectory, type OpenedDirectory} from '../open-directory.ts';
import {isJobTarget, openJob} from '../open-job.ts';
import {resolveTarget} from '../resolve-target.ts';
import {beginWatch, jobSubject, tellWatch} from '../watch/begin-watch.ts';

const trigger = 'yolotop stop';

const actionOf: Readonly<Record<NonNullable<Options['stop']>, StopAction>> = {
	'after-epoch': 'stop-after-epoch', now: 'stop-now', term: 'terminate', kill: 'kill',
};

/** `--before-limit`: only a job has a limit. A small process does it when the time has come. */
async function stopBeforeLimit(options: Options, io: Io): Promise<number> {
	const {target, isReadOnly} = options;
	if (target === undefined || !isJobTarget(options)) {
		throw new UserError('flag-of-another-command', {what: '--before-limit', suggestion: 'yolotop stop slurm:12 --before-limit'});
	}

	if (isReadOnly) {
		throw new UserError('read-only');
	}

	const resolved = await resolveTarget(options, io);
	resolved.close();
	const {name} = resolved.job!;
	tellWatch(await beginWatch(jobSubject(name), name, {isBeforeLimit: true}, options, io), options, io);
	return 0;
}

/** A container, or a run directory that a process of this machine writes. */
async function openOther(options: Options, io: Io): Promise<OpenedContainer | OpenedDirectory> {
	const target = await resolveActedOn(options, io);
	const {feed} = target;
	return feed.target.kind === 'directory' ? openDirectory(target, feed.target.path, {options, io, trigger}) : openResolved(target, options, io, trigger);
}

/** `yolotop stop`: ends the training well, after its epoch or now; by force only when that is asked for. */
export async function stop(options: Options, io: Io): Promise<number> {
	if (options.beforeLimit) {
		return stopBeforeLimit(options, io);
	}

	if (options.stop === undefined && !canAsk(io)) {
		throw new UserError('stop-how-unknown', {name: options.target ?? 'NAME'});
	}

	// Who has not said how is asked, also with `--yes`.
	const asked = {...options, isYes: options.isYes && options.stop !== undefined};
	const opened = isJobTarget(options) ? await openJob(asked, io, trigger) : await openOther(asked, io);
	try {
		const {isEnding = false} = selectStatus(await opened.readRun(), io.now());
		return opened.end(await stopTraining({
			...opened.scene,
			target: quoteWord(withHostName(options.target ?? opened.scene.name, options.hostName)),
			isEnding,
			async report(work) {
				const stopFollowing = opened.follow();
				try {
					return await opened.scene.report(work);
				} finally {
					await stopFollowing();
				}
			},
		}, options.stop === undefined ? undefined : actionOf[options.stop]));
	} finally {
		opened.close();
	}
}
