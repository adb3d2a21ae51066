import {describe, expect, test} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {ContainerState} from '../../source/domain/container-state.ts';
import type {Target} from '../../source/domain/target.ts';
import {selectEta} from '../../source/run/select-eta.ts';
import {selectStatus} from '../../source/run/select-status.ts';
import {
	bar,
	completed,
	ending,
	epochs,
	replay,
	start,
} from './events.ts';

const targets: Readonly<Record<Target['kind'], Target>> = {
	container: {kind: 'container', name: 'yolo', id: '3f2a9c0d1e2f'},
	file: {kind: 'file', name: 'train.log', path: '/train.log'},
	directory: {kind: 'directory', name: 'exp', path: '/exp'},
	stdin: {kind: 'stdin', name: '-'},
	process: {kind: 'process', name: 'python'},
	job: {kind: 'job', name: 'slurm:12', id: '12'},
	demo: {kind: 'demo', name: 'demo'},
};
const container = (status: ContainerState['status'], fields: Partial<ContainerState> = {}): RunEvent => ({type: 'container-changed', container: {status, ...fields}});
const target = (kind: Target['kind']): RunEvent => ({type: 'target-described', target: targets[kind]});
const ended: RunEvent = {type: 'connection-changed', connection: {kind: 'ended'}};
const training = [...start('exp'), bar(3, 4)];
const traceback = {exception: 'RuntimeError', message: 'CUDA out of memory', frames: []};

describe('the status', () => {
	test.each<[string, readonly RunEvent[], string, string | undefined]>([
		['nothing yet', [], 'idle', undefined],
		['imports', start('exp').slice(0, 2), 'starting', undefined],
		['an epoch', training, 'training', undefined],
		['a validation', [...training, {type: 'validation-progressed', progress: {}}], 'validating', undefined],
		['a good end', [...training, ...ending], 'finished', undefined],
		['patience', [...training, {type: 'early-stop-announced', patience: 3, bestEpoch: 1}, ...ending], 'stopped-early', 'early-stop'],
		['Ctrl-C', [...training, {type: 'process-interrupted'}], 'interrupted', undefined],
		['a traceback', [...training, {type: 'traceback-printed', traceback}], 'failed', 'traceback'],
		['killed by bash\'s word', [...training, {type: 'process-killed', signal: 'SIGTERM'}], 'stopped', 'signal'],
		['killed for memory under bash', [...training, {type: 'process-killed', signal: 'SIGKILL'}, container('exited', {exitCode: 0, isOutOfMemoryKilled: true})], 'failed', 'out-of-memory'],
		['a paused container', [...training, container('paused')], 'paused', undefined],
		['exit 130', [...training, container('exited', {exitCode: 130})], 'interrupted', 'signal'],
		['exit 137', [...training, container('exited', {exitCode: 137})], 'stopped', 'signal'],
		['exit 137 for memory', [...training, container('exited', {exitCode: 137, isOutOfMemoryKilled: true})], 'failed', 'out-of-memory'],
		['exit 143', [...training, container('exited', {exitCode: 143})], 'stopped', 'signal'],
		['exit 139', [...training, container('exited', {exitCode: 139})], 'failed', 'exit-code'],
		['exit 0 in the middle', [...training, container('exited', {exitCode: 0})], 'stopped', 'ended-unfinished'],
		['exit 0 after the last epoch, without its last words', [...training, ...epochs(1, 10), container('exited', {exitCode: 0})], 'finished', undefined],
		['a removed container', [...training, container('removed')], 'lost', 'container-removed'],
		['a container that could not start', [container('created', {exitCode: 128, error: 'no such device'})], 'failed', 'container-error'],
		['a new container', [container('created')], 'idle', undefined],
		['a container of another program', [container('exited', {exitCode: 0})], 'idle', undefined],
		['a restarting container', [...training, container('restarting')], 'starting', undefined],
		['a finished run in a container that is killed', [...training, ...ending, container('exited', {exitCode: 137})], 'finished', undefined],
		['a finished run in a paused container', [...training, ...ending, container('paused')], 'finished', undefined],
		['a traceback and exit 1', [...training, {type: 'traceback-printed', traceback}, container('exited', {exitCode: 1})], 'failed', 'traceback'],
		['a process with exit code 2', [target('process'), {type: 'process-exited', exitCode: 2}], 'failed', 'exit-code'],
		['a process killed by a signal', [...training, {type: 'process-exited', exitCode: 137}], 'stopped', 'signal'],
		['a lost connection', [...training, {type: 'connection-changed', connection: {kind: 'lost', reason: 'x'}}], 'lost', 'connection-lost'],
		['a lost connection after the end', [...training, ...ending, {type: 'connection-changed', connection: {kind: 'lost', reason: 'x'}}], 'finished', undefined],
		['reconnecting', [...training, {type: 'connection-changed', connection: {kind: 'reconnecting', reason: 'x', attempt: 1}}], 'training', 'reconnecting'],
		['a log file up to now', [target('file'), ...training, ended], 'training', undefined],
		['a pipe that ended', [target('stdin'), ...training, ended], 'unknown', 'output-ended'],
		['a run directory that is being written', [target('directory'), ...training], 'training', undefined],
		['a run directory that is silent', [target('directory'), ...training, ended], 'unknown', 'output-ended'],
		['a run directory with all epochs', [
			target('directory'), {type: 'settings-read', settings: {epochs: '2'}}, {type: 'history-read', records: [{epoch: 1, losses: {}}, {epoch: 2, losses: {}}]}, ended,
		], 'finished', undefined],
		['a run directory with some epochs', [
			target('directory'), {type: 'settings-read', settings: {epochs: '3'}}, {type: 'history-read', records: [{epoch: 1, losses: {}}]}, ended,
		], 'interrupted', 'files-at-rest'],
		['a run directory with some epochs of an unknown number', [target('directory'), {type: 'history-read', records: [{epoch: 1, losses: {}}]}, ended], 'unknown', 'total-unknown'],
		['a run in a container that was killed long after', [
			target('container'),
			container('exited', {exitCode: 137}),
			{type: 'settings-read', settings: {epochs: '3'}},
			{type: 'history-read', records: [{epoch: 1, losses: {}}]},
			{type: 'training-observed', observation: {output: {kind: 'run-chosen'}, isRunning: false}},
			ended,
		], 'interrupted', 'files-at-rest'],
		['a training in a container that was killed', [
			target('container'),
			container('exited', {exitCode: 137}),
			{type: 'settings-read', settings: {epochs: '3'}},
			{type: 'history-read', records: [{epoch: 1, losses: {}}]},
			{type: 'training-observed', observation: {output: {kind: 'started-elsewhere'}, isRunning: false, pid: 7}},
			ended,
		], 'stopped', 'signal'],
		['a run directory with settings alone, long after', [target('directory'), {type: 'settings-read', settings: {epochs: '3'}}, ended], 'failed', 'no-epoch'],
		['a container of a shell that ended, with a run of some epochs', [
			target('container'), container('exited', {exitCode: 0}), {type: 'settings-read', settings: {epochs: '3'}}, {type: 'history-read', records: [{epoch: 1, losses: {}}]}, ended,
		], 'interrupted', 'files-at-rest'],
	])('of %s', (_, events, status, reason) => {
		const selected = selectStatus(replay(events), 0);
		expect([selected.status, selected.reason?.code]).toEqual([status, reason]);
	});

	test('of a log file that ends in the middle is what it told last, however old it is', () => {
		const state = replay([target('file'), ...training, {...ended, at: 1_000_000}]);
		expect(selectStatus(state, 1_000_000 + 60_000)).toEqual({status: 'training'});
		expect(selectStatus(state, 1_000_000 + 3_600_000)).toEqual({status: 'training', isSilent: true, reason: {code: 'log-silent', silentMs: 3_600_000}});
		expect(selectEta(replay([completed(1, 0.1)], state), 1_000_000 + 3_600_000)).toBeUndefined();
		expect(selectStatus(replay([completed(1, 0.1), ...ending], state), 1_000_000 + 3_600_000)).toEqual({status: 'finished'});
	});
});
