import {createJobActions, type JobActions, type JobScene} from '../actions/job-actions.ts';
import type {Scheduler} from '../cluster/scheduler.ts';
import {parseJobName} from '../cluster/schedulers.ts';
import type {ActionResult} from '../domain/action.ts';
import type {RunState} from '../domain/run.ts';
import {initialRunState} from '../run/initial-state.ts';
import type {Options} from './options/options.ts';
import {createActionClock} from './action-clock.ts';
import {followAgain} from './follow-again.ts';
import type {Io} from './io.ts';
import {openActing} from './open-acting.ts';
import {readRun} from './read-run.ts';
import {resolveTarget} from './resolve-target.ts';

/** A job that a command acts on; the parts are those of `OpenedContainer`. */
export type OpenedJob = {
	readonly scheduler: Scheduler;
	readonly id: string;
	/** What its output and its files have said so far. */
	readRun(): Promise<RunState>;
	/** Goes on reading until the returned function is called. */
	follow(): () => Promise<void>;
	readonly scene: JobScene & {readonly actions: JobActions; readonly signal: AbortSignal};
	end(result: ActionResult | undefined): number;
	close(): void;
};

/** Whether a command was given a job. */
export const isJobTarget = ({target}: Pick<Options, 'target'>): boolean => target !== undefined && parseJobName(target) !== undefined;

/** Opens the job that a command acts on. */
export async function openJob(options: Options, io: Io, trigger: string): Promise<OpenedJob> {
	const target = await resolveTarget(options, io);
	const {scheduler, id, name} = target.job!;
	const {journal, scene, end, close: closeActing} = openActing(options, io, trigger);
	let state: RunState = initialRunState;
	return {
		scheduler,
		id,
		async readRun() {
			state = await readRun(target.feed, io, {isFollowing: false});
			return state;
		},
		follow: () => followAgain(options, io, {
			known: state,
			onState(current) {
				state = current;
			},
		}),
		scene: {
			...scene,
			actions: createJobActions({
				scheduler, id, name, getState: () => state, journal, clock: createActionClock(io.now), isReadOnly: options.isReadOnly,
			}),
			name,
		},
		end,
		close() {
			closeActing();
			target.close();
		},
	};
}
