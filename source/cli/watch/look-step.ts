import {createProcessActions} from '../../actions/process-actions.ts';
import type {StopAction} from '../../actions/actions.ts';
import {limitEndsAt} from '../../domain/job.ts';
import {isGoing} from '../../domain/run-status.ts';
import type {RunState} from '../../domain/run.ts';
import {limitMarginMs} from '../../run/select-limit.ts';
import {selectSecondsPerEpoch} from '../../run/select-seconds-per-epoch.ts';
import {selectStatus} from '../../run/select-status.ts';
import {planUntil} from '../../watch/until.ts';
import {changed, type Watch, type WatchPace} from '../../watch/watch.ts';
import {writeWatch} from '../../watch/watch-file.ts';
import {createActionClock} from '../action-clock.ts';
import type {Io} from '../io.ts';
import {openJournal} from '../open-journal.ts';
import type {Options} from '../options/options.ts';
import {stop} from '../verbs/stop.ts';
import {readTraining} from './step.ts';
import {watchDirectory} from './watch-directory.ts';

const untilTrigger = 'yolotop --until';

/** How fast a training is; undefined before two epochs say so. An epoch of which no time is known counts as complete just now: rather too late than too early. */
export function paceOf(state: RunState, now: number): WatchPace | undefined {
	const last = state.history.at(-1);
	const secondsPerEpoch = selectSecondsPerEpoch(state);
	return last === undefined || secondsPerEpoch === undefined || secondsPerEpoch <= 0
		? undefined
		: {
			epoch: last.epoch, completedAt: last.completedAt ?? now, secondsPerEpoch, ...(state.epochs !== undefined && {epochs: state.epochs}),
		};
}

/** To look at a job and to stop it takes some commands of its scheduler, and a busy login node some seconds for each. */
const stopMs = 30_000;

/** The time limit of a job, less what its end may take; undefined before it runs, and without a limit. */
function wholeEpochsEndAt({job}: RunState, pace: WatchPace | undefined): number | undefined {
	const endsAt = job && limitEndsAt(job);
	return endsAt === undefined ? undefined : endsAt - stopMs - limitMarginMs((pace?.secondsPerEpoch ?? 0) * 1000);
}

/** Ends a process well, in the way that its own key does. */
async function stopProcess(watch: Watch, state: RunState, action: StopAction, io: Io): Promise<void> {
	const {subject} = watch;
	if (subject.kind !== 'process' || subject.pid === undefined) {
		return;
	}

	const {journal, close} = openJournal(io);
	try {
		await createProcessActions({
			pid: subject.pid, name: watch.name, directory: subject.directory, getState: () => state, journal, clock: createActionClock(io.now), isReadOnly: false,
		}).perform(action, {trigger: untilTrigger, signal: io.signal});
	} finally {
		close();
	}
}

/** Looks how far a training is that has to end before a time, and ends it after its last whole epoch when that has come. Gives the exit code of the step. */
export async function lookStep(watch: Watch, options: Options, io: Io): Promise<number> {
	const {target, state} = await readTraining(watch, options, io);
	target.close();
	const pace = paceOf(state, io.now());
	const until = watch.isBeforeLimit === true ? wholeEpochsEndAt(state, pace) : watch.until;
	if (until === undefined) {
		return 0;
	}

	const plan = planUntil(until, pace, io.now());
	const isStop = plan.kind === 'stop-after-epoch' || plan.kind === 'stop-now';
	const isTraining = isGoing(selectStatus(state, io.now()).status);
	// Kept before it is asked for: its end comes at any moment.
	await writeWatch(watchDirectory(io.environment), changed(watch, {until, ...(pace !== undefined && {pace}), ...(isStop && {isUntilAsked: true})}, io.now()));
	if (!isStop || !isTraining) {
		return 0;
	}

	const {subject} = watch;
	if (subject.kind === 'process') {
		await stopProcess(watch, state, plan.kind, io);
		return 0;
	}

	return stop({
		...options, target: subject.kind === 'job' ? subject.name : subject.containerId, isYes: true, stop: plan.kind === 'stop-now' ? 'now' : 'after-epoch',
	}, io);
}
