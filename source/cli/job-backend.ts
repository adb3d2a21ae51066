import {performAction} from '../actions/perform-action.ts';
import {prepareJobResume, type PlannedJob} from '../actions/resume/job.ts';
import {writeLocalSettings} from '../actions/resume/local.ts';
import type {ResumePlan} from '../actions/resume/plan.ts';
import type {ResumeBackend} from '../actions/resume/resume-run.ts';
import {jobNameOf} from '../cluster/schedulers.ts';
import type {RunState} from '../domain/run.ts';
import {refuseJobWriter, refuseWrittenHere} from '../actions/resume/refuse-written.ts';
import type {Io} from './io.ts';
import type {Options} from './options/options.ts';
import type {Journalled} from './resume-backend.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {findJobOf, withWitnesses} from './writers.ts';

/** What goes on with the run of a job. */
export type BegunJob = {
	/** As a target: `slurm:13`. */
	readonly name: string;
	/** The job for whose end it waits; undefined for one that goes on at once. */
	readonly after?: string;
};

/** As another job of the same script. */
export function jobBackend({scheduler, id, name}: NonNullable<ResolvedTarget['job']>, getState: () => RunState, {journal, isReadOnly}: Journalled, options: Options, io: Io): ResumeBackend<BegunJob> {
	const findJob = findJobOf(options, io);
	const planned = new WeakMap<ResumePlan, PlannedJob>();
	return {
		async prepare(request) {
			const job = await prepareJobResume({
				scheduler, id, name, run: getState(), signal: io.signal,
				findJob,
				isKept: options.keepGoing !== undefined,
				refuseWriter: async (directory, question) => withWitnesses(options, io, async witnesses => refuseWrittenHere(witnesses, directory, question, {signal: io.signal}), {isOnScreen: true}),
			}, request);
			planned.set(job.plan, job);
			return job.plan;
		},
		perform: async (work, context) => performAction({
			journal, target: name, now: io.now, isReadOnly,
		}, context, work),
		async begin(plan, signal) {
			const {submission, after} = planned.get(plan)!;
			// Right before, as everywhere.
			await (plan.runDirectory === undefined ? undefined : refuseJobWriter(findJob, plan.runDirectory, plan.runDirectory, {signal, ...(after !== undefined && {except: name})}));
			await writeLocalSettings(plan, io.now());
			return {name: jobNameOf(scheduler, await scheduler.submit(submission, {signal})), ...(after !== undefined && {after})};
		},
		nameOf: begun => begun.name,
	};
}
