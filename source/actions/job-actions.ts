import type {Scheduler} from '../cluster/scheduler.ts';
import type {ActionName, ActionResult} from '../domain/action.ts';
import {isJobOver} from '../domain/job.ts';
import {UserError} from '../domain/user-error.ts';
import type {Conversation} from '../conversation/conversation.ts';
import {wordsIn} from '../words/words.ts';
import type {ActionParts} from './actions.ts';
import type {ActionWork} from './perform-action.ts';
import {createTrainingActions, type ProcessActions} from './process-actions.ts';
import type {Report} from './report-action.ts';
import {createJobAccess} from './stop/job-access.ts';

/** What is done to a job as a whole. */
export type JobAction = Extract<ActionName, 'hold' | 'release' | 'cancel-job'>;

export type JobActions = ProcessActions & {
	/** @throws UserError `job-not-waiting`, `job-is-over`, and those of the scheduler. */
	change(action: JobAction, context: Parameters<ProcessActions['perform']>[1]): Promise<ActionResult>;
};

export type JobParts = ActionParts & {
	readonly scheduler: Scheduler;
	readonly id: string;
	/** As a target: `slurm:12`. */
	readonly name: string;
};

/** The actions on a job of a scheduler and the training in it. */
export function createJobActions({scheduler, id, name, ...parts}: JobParts): JobActions {
	const training = createTrainingActions(createJobAccess({
		scheduler, id, name, getState: parts.getState,
	}), name, parts);
	const {cancel, hold, release} = scheduler.commands;
	const commands: Readonly<Record<JobAction, readonly string[]>> = {hold: hold(id), release: release(id), 'cancel-job': cancel(id)};

	function changeWork(action: JobAction, signal: AbortSignal): ActionWork {
		return {
			action,
			command: commands[action],
			async run({onProgress, onSent}) {
				onProgress({kind: 'working'});
				const job = await scheduler.read(id, {signal});
				if (job === undefined || isJobOver(job)) {
					throw new UserError('job-is-over', {id, target: name});
				}

				if (action !== 'cancel-job' && job.phase !== 'waiting') {
					throw new UserError('job-not-waiting', {id, target: name});
				}

				onSent();
				await scheduler.send(commands[action], {signal});
				return {kind: 'done'};
			},
		};
	}

	return {...training, change: async (action, context) => training.perform(changeWork(action, context.signal), context)};
}

export type JobScene = {
	readonly conversation: Conversation;
	readonly actions: Pick<JobActions, 'change'>;
	readonly report: Report;
	/** As a target: `slurm:12`. */
	readonly name: string;
};

/** Holds a waiting job back, or lets it begin; nothing is lost by either. */
export async function holdJob({conversation, actions, report}: JobScene, action: 'hold' | 'release'): Promise<ActionResult> {
	const result = await report(async context => actions.change(action, context));
	conversation.tell(wordsIn(conversation.language).jobs.changed[action], 'good');
	return result;
}

/** Takes a job off the scheduler, after a question; `isRunning` says whether work can be lost. Undefined when the person wants none of it. */
export async function cancelJob({conversation, actions, report, name}: JobScene, isRunning: boolean): Promise<ActionResult | undefined> {
	const {jobs, screenAction} = wordsIn(conversation.language);
	const answer = await conversation.ask({
		title: jobs.cancelTitle(name),
		paragraphs: [isRunning ? jobs.cancelRunning : jobs.cancelWaiting],
		choices: [{id: 'keep', label: screenAction.leaveIt, key: 'l'}, {
			id: 'cancel', label: jobs.cancel, key: 'c', ...(isRunning && {loss: jobs.cancelLoss}),
		}],
		agreed: 'cancel',
	});
	return answer === 'cancel' ? report(async context => actions.change('cancel-job', context)) : undefined;
}
