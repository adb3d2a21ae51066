import {describe, expect, test} from 'vitest';
import {rules} from '../../source/checks/rules/index.ts';
import type {Remedy} from '../../source/domain/remedy.ts';
import {cures} from '../../source/watch/cures.ts';
import {
	decide,
	type Decision,
	type RunEnd,
	type WatchStep,
} from '../../source/watch/decide.ts';
import {ruleMeanings, type RuleId} from '../../source/words/diagnoses/rule-meanings.ts';

const step = (cause: WatchStep['cause'], change: WatchStep['change'] = {}, completedEpochs = 3): WatchStep => ({
	at: 0, cause, change, completedEpochs,
});

const failed = (rule: RuleId, remedy?: Remedy, more: Partial<RunEnd> = {}): RunEnd => ({
	status: 'failed', diagnoses: [{rule, severity: 'error', remedy}], exitCode: 1, completedEpochs: 3, epochs: 10, ...more,
});

const ended = (more: Partial<RunEnd>): RunEnd => ({
	status: 'stopped', diagnoses: [], completedEpochs: 3, epochs: 10, ...more,
});

const smaller: Remedy = {kind: 'relaunch', batchSize: 8};
const moreShm: Remedy = {kind: 'relaunch', shmSizeBytes: 2 ** 31};

describe('what becomes of a training that has ended', () => {
	const cases: ReadonlyArray<readonly [string, RunEnd, readonly WatchStep[], Decision]> = [
		['finished', ended({status: 'finished', exitCode: 0}), [], {kind: 'over', reason: 'finished'}],
		['stopped early by its patience', ended({status: 'stopped-early', exitCode: 0}), [], {kind: 'over', reason: 'finished'}],
		['a program that is no training', ended({
			status: 'idle', exitCode: 0, epochs: undefined, completedEpochs: undefined,
		}), [], {kind: 'over', reason: 'finished'}],
		['killed after its last epoch', ended({exitCode: 137, completedEpochs: 10}), [], {kind: 'over', reason: 'epochs-complete'}],
		['stopped by yolotop', ended({exitCode: 130, stoppedBy: 'yolotop'}), [], {kind: 'over', reason: 'stopped-by-yolotop'}],
		['docker kill by hand', ended({exitCode: 137, stoppedBy: 'engine'}), [], {kind: 'over', reason: 'stopped-by-engine'}],
		['Ctrl-C', ended({status: 'interrupted', exitCode: 130, stoppedBy: 'interrupt'}), [], {kind: 'over', reason: 'stopped-by-interrupt'}],
		['a stop by hand of a training that has an error, too', failed('cuda-out-of-memory', smaller, {stoppedBy: 'engine'}), [], {kind: 'over', reason: 'stopped-by-engine'}],
		['a polite signal', ended({exitCode: 143}), [], {kind: 'over', reason: 'stopped-by-interrupt'}],
		['killed', ended({exitCode: 137}), [], {kind: 'go-on', cause: 'killed', change: {}}],
		['killed again, an epoch later', ended({exitCode: 137, completedEpochs: 4}), [step('killed')], {kind: 'go-on', cause: 'killed', change: {}}],
		['killed again in the same epoch', ended({exitCode: 137}), [step('killed')], {kind: 'give-up', reason: 'same-cause-again'}],
		['killed again, and nobody knows the epoch', ended({exitCode: 137, completedEpochs: undefined}), [step('killed')], {kind: 'give-up', reason: 'same-cause-again'}],
		['the engine was gone', ended({lost: 'engine', exitCode: 137}), [], {kind: 'go-on', cause: 'engine-lost', change: {}}],
		['the engine ended it politely when it went down', ended({lost: 'engine', exitCode: 143}), [], {kind: 'go-on', cause: 'engine-lost', change: {}}],
		['the machine was restarted', ended({lost: 'machine'}), [], {kind: 'go-on', cause: 'machine-restarted', change: {}}],
		['a bus error', failed('shm-bus-error', moreShm), [], {kind: 'go-on', cause: 'shm-bus-error', change: {shmSizeBytes: 2 ** 31}}],
		['a bus error that the same size did not cure', failed('shm-bus-error', moreShm, {workers: 8}), [step('shm-bus-error', {shmSizeBytes: 2 ** 31})], {kind: 'go-on', cause: 'shm-bus-error', change: {workers: 4}}],
		['a bus error without workers', failed('shm-bus-error', moreShm, {workers: 0}), [step('shm-bus-error', {shmSizeBytes: 2 ** 31})], {kind: 'give-up', reason: 'same-cause-again', rule: 'shm-bus-error'}],
		['no GPU memory', failed('cuda-out-of-memory', smaller), [], {kind: 'go-on', cause: 'cuda-out-of-memory', change: {batchSize: 8}}],
		['no GPU memory again, with half the batch', failed('cuda-out-of-memory', {kind: 'relaunch', batchSize: 4}), [step('cuda-out-of-memory', {batchSize: 8})], {kind: 'go-on', cause: 'cuda-out-of-memory', change: {batchSize: 4}}],
		['no GPU memory again, with the same cure', failed('cuda-out-of-memory', smaller), [step('cuda-out-of-memory', {batchSize: 8})], {kind: 'give-up', reason: 'same-cause-again', rule: 'cuda-out-of-memory'}],
		['no GPU memory, and nobody knows the batch', failed('cuda-out-of-memory'), [], {kind: 'give-up', reason: 'same-cause-again', rule: 'cuda-out-of-memory'}],
		['as often as it may', ended({exitCode: 137}), [step('shm-bus-error'), step('cuda-out-of-memory'), step('worker-killed')], {kind: 'give-up', reason: 'tries-used-up'}],
		['an unknown exception', failed('python-traceback'), [], {kind: 'give-up', reason: 'unknown-error', rule: 'python-traceback'}],
		['an unknown exception beside a known one', {...failed('python-traceback'), diagnoses: [{rule: 'python-traceback', severity: 'error'}, {rule: 'cuda-out-of-memory', severity: 'error', remedy: smaller}]}, [], {kind: 'give-up', reason: 'unknown-error', rule: 'python-traceback'}],
		['an unknown exit code', ended({status: 'failed', exitCode: 2}), [], {kind: 'give-up', reason: 'unknown-error'}],
		['an end of which nothing is known', ended({status: 'interrupted'}), [], {kind: 'give-up', reason: 'unknown-end'}],
		['a node that was lost, whatever it printed', failed('process-crashed', undefined, {lost: 'node'}), [], {kind: 'go-on', cause: 'node-lost', change: {}}],
		['its time limit, at which it is told to end', failed('python-traceback', undefined, {isOutOfTime: true, exitCode: 143}), [], {kind: 'go-on', cause: 'time-limit', change: {}}],
		['its time limit again, without an epoch since', ended({isOutOfTime: true}), [step('time-limit')], {kind: 'give-up', reason: 'same-cause-again'}],
		['a job that was cancelled', ended({stoppedBy: 'scheduler', exitCode: 143}), [], {kind: 'over', reason: 'stopped-by-scheduler'}],
		['no memory, with more of it', failed('host-out-of-memory', {kind: 'relaunch', memoryBytes: 2 ** 31}, {workers: 8}), [], {kind: 'go-on', cause: 'host-out-of-memory', change: {memoryBytes: 2 ** 31}}],
		['no memory again, with the same cure', failed('host-out-of-memory', {kind: 'relaunch', memoryBytes: 2 ** 31}, {workers: 8}), [step('host-out-of-memory', {memoryBytes: 2 ** 31})], {kind: 'go-on', cause: 'host-out-of-memory', change: {workers: 4}}],
		['a container that the engine starts again', ended({exitCode: 137, hasRestartPolicy: true}), [], {kind: 'give-up', reason: 'engine-restarts'}],
	];

	test.each(cases)('%s', (_, end, before, decision) => {
		expect(decide(end, before, 3)).toEqual(decision);
	});
});

describe('every diagnosis', () => {
	const ids = Object.keys(ruleMeanings('en')) as RuleId[];

	test.each(ids)('%s has its row, and only a known cure goes on', rule => {
		const decision = decide(failed(rule, smaller), [], 3);
		const wanted = {remedy: {kind: 'go-on', cause: rule, change: {batchSize: 8}}, person: {kind: 'give-up', reason: 'unknown-error', rule}, beside: {kind: 'give-up', reason: 'unknown-error'}}[cures[rule]];
		expect(decision).toEqual(wanted);
	});

	test('what is an error is a reason for an end, or it goes on all the same', () => {
		const beside = rules.filter(({id, level}) => level === 'error' && cures[id] === 'beside').map(({id}) => id);
		expect(beside).toEqual([]);
	});
});
