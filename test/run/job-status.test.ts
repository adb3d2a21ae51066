import {expect, test} from 'vitest';
import type {FollowedJob} from '../../source/domain/job.ts';
import type {RunStatus} from '../../source/domain/run-status.ts';
import type {RunState} from '../../source/domain/run.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {reduce} from '../../source/run/reduce.ts';
import {selectLimit} from '../../source/run/select-limit.ts';
import {selectStatus} from '../../source/run/select-status.ts';

const job = (fields: Partial<FollowedJob>): FollowedJob => ({
	id: '12', name: 'yolo', state: '', phase: 'running', ...fields,
});

const records = [1, 2, 3].map(epoch => ({
	epoch, losses: {}, seconds: 60, completedAt: epoch * 60_000,
}));

/** A training of ten epochs in a job, three of which are done. */
const training: RunState = {
	...initialRunState, epochs: 10, history: records, phase: {kind: 'training'}, connection: {kind: 'open'}, target: {kind: 'job', name: 'slurm:12', id: '12'}, progress: {
		epoch: 4, epochs: 10, epochLabel: '3/9', losses: {}, batchIndex: 0, batchesPerEpoch: 10, elapsedMs: 0,
	}, lastEventAt: 180_000,
};

test.each<readonly [string, Partial<FollowedJob>, RunStatus, string | undefined]>([
	['waits', {phase: 'waiting', wait: {reason: 'resources', word: 'Resources'}, before: 3}, 'queued', 'job-waits'],
	['runs', {}, 'training', undefined],
	['is suspended', {phase: 'suspended'}, 'paused', undefined],
	['has reached its limit', {phase: 'timed-out'}, 'stopped', 'time-limit'],
	['was cancelled', {phase: 'cancelled'}, 'stopped', 'job-cancelled'],
	['has lost its node', {phase: 'node-lost', nodes: 'n1'}, 'failed', 'node-lost'],
	['took too much memory', {phase: 'out-of-memory'}, 'failed', 'out-of-memory'],
	['has failed', {phase: 'failed', exitCode: 1}, 'failed', 'exit-code'],
	['was interrupted', {phase: 'failed', exitCode: 130}, 'interrupted', 'signal'],
	['was killed', {phase: 'failed', exitCode: 0, exitSignal: 9}, 'stopped', 'signal'],
	['has ended early without an error', {phase: 'done', exitCode: 0}, 'stopped', 'ended-unfinished'],
	['is forgotten', {phase: 'unknown', isForgotten: true}, 'unknown', 'job-forgotten'],
])('a job that %s', (_, fields, status, reason) => {
	const selected = selectStatus(reduce(training, {type: 'job-changed', job: job(fields)}), 200_000);
	expect([selected.status, selected.reason?.code]).toEqual([status, reason]);
});

test('a job that has printed nothing is starting, and says where its output should be', () => {
	const state = reduce({...initialRunState, connection: {kind: 'open'}}, {type: 'job-changed', job: job({isOutputUnseen: true, outputPath: '/lab/x.out'})});
	expect(selectStatus(state, 0)).toMatchObject({status: 'starting', reason: {code: 'output-unseen', path: '/lab/x.out'}});
});

test('what the training said of its end counts more than how its job ended', () => {
	expect(selectStatus({...training, phase: {kind: 'finished', isEarlyStop: false}, job: job({phase: 'failed', exitCode: 1})}, 0).status).toBe('finished');
});

test('a job that is started again forgets the end before', () => {
	const failed: RunState = {...training, phase: {kind: 'failed'}, job: job({restarts: 0})};
	expect(reduce(failed, {type: 'job-changed', job: job({restarts: 1})}).phase.kind).toBe('starting');
	expect(reduce(failed, {type: 'job-changed', job: job({restarts: 0})}).phase.kind).toBe('failed');
});

test.each<readonly [string, Partial<FollowedJob>, Readonly<Record<string, unknown>> | undefined]>([
	['long before the end', {startedAt: 0, limitMs: 400_000}, {lastEpoch: 6, isEnough: false}],
	['in this epoch', {startedAt: 0, limitMs: 200_000}, {lastEpoch: 3, isEnough: false}],
	['after the end', {startedAt: 0, limitMs: 3_600_000}, {lastEpoch: 10, isEnough: true}],
	['never', {startedAt: 0}, undefined],
	['before it has begun', {phase: 'waiting', startedAt: 0, limitMs: 1000}, undefined],
])('a time limit %s', (_, fields, expected) => {
	const limit = selectLimit({...training, job: job(fields)}, 180_000);
	if (expected === undefined) {
		expect(limit).toBeUndefined();
	} else {
		expect(limit).toMatchObject(expected);
	}
});

test('without a pace nothing is said of the epoch', () => {
	expect(selectLimit({...initialRunState, job: job({startedAt: 0, limitMs: 1000})}, 0)).toEqual({endsAt: 1000});
});
