import {limitEndsAt, type FollowedJob} from '../domain/job.ts';
import {numberToJson} from './value-json.ts';

/** A job of a scheduler in JSON; unknown is null. */
export function jobToJson(job: FollowedJob): Readonly<Record<string, unknown>> {
	return {
		id: job.id,
		name: job.name,
		user: job.user ?? null,
		partition: job.partition ?? null,
		state: job.state,
		phase: job.phase,
		waitsFor: job.wait?.reason ?? null,
		before: numberToJson(job.before),
		nodes: job.nodes ?? null,
		gres: job.gres ?? null,
		dependency: job.dependency ?? null,
		submittedAt: numberToJson(job.submittedAt),
		startedAt: numberToJson(job.startedAt),
		endedAt: numberToJson(job.endedAt),
		limitSeconds: numberToJson(job.limitMs === undefined ? undefined : job.limitMs / 1000),
		limitEndsAt: numberToJson(limitEndsAt(job)),
		workDirectory: job.workDirectory ?? null,
		output: job.outputPath ?? null,
		exitCode: numberToJson(job.exitCode),
		restarts: numberToJson(job.restarts),
	};
}
