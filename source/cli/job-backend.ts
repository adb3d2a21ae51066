import {performAction} from '../actions/perform-action.ts';
import {prepareJobResume, type PlannedJob} from '../actions/resume/job.ts';
import {writeLocalSettings} from '../actions/resume/local.ts';
import type {ResumePlan} from '../actions/resume/plan.ts';
import type {ResumeBackend} from '../actions/resume/resume-run.ts';
import {jobNameOf} from '../cluster/schedulers.ts';
import type {RunState} from '../domain/run.ts';
import {refuseKnownWriter, refuseWrittenHere} from '../actions/resume/refuse-written.ts';
import type {Io} from './io.ts';
import {requireLocalEngine} from './open-engine.ts';
import type {Options} from './options/options.ts';
import type {Journalled} from './resume-backend.ts';
import {refuseJobWriter} from './refuse-job-writer.ts';
import type {ResolvedTarget} from './resolve-target.ts';

/** What goes on with the run of a job. */
export type BegunJob = {
	/** As a target: `slurm:13`. */
	readonly name: string;
	/** The job for whose end it waits; undefined for one that goes on at once. */
	readonly after?: string;
};

async function refuseAnyWriter(directory: string, options: Options, io: Io): Promise<void> {
	await refuseJobWriter(directory, options, io);
	const engine = await requireLocalEngine(options, io, {isOnScreen: true});
	try {
		await (engine === undefined ? refuseWrittenHere(undefined, directory, {now: io.now()}) : refuseKnownWriter(engine, directory, {signal: io.signal}));
	} finally {
		engine?.close();
	}
}

/** As another job of the same script. */
export function jobBackend({scheduler, id, name}: NonNullable<ResolvedTarget['job']>, getState: () => RunState, {journal, isReadOnly}: Journalled, options: Options, io: Io): ResumeBackend<BegunJob> {
	const planned = new WeakMap<ResumePlan, PlannedJob>();
	return {
		async prepare(request) {
			const job = await prepareJobResume({
				scheduler, id, name, run: getState(), signal: io.signal,
				refuseWriter: async directory => refuseAnyWriter(directory, options, io),
			}, request);
			planned.set(job.plan, job);
			return job.plan;
		},
		perform: async (work, context) => performAction({
			journal, target: name, now: io.now, isReadOnly,
		}, context, work),
		async begin(plan, signal) {
			await writeLocalSettings(plan, io.now());
			const {submission, after} = planned.get(plan)!;
			return {name: jobNameOf(scheduler, await scheduler.submit(submission, {signal})), ...(after !== undefined && {after})};
		},
		nameOf: begun => begun.name,
	};
}
