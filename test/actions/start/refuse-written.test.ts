import {expect, test} from 'vitest';
import {refuseWrittenInContainer} from '../../../source/actions/resume/refuse-written.ts';
import {noJobs} from '../../../source/cluster/job-writers.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import type {ContainerDetails} from '../../../source/engine/container.ts';
import type {RunState} from '../../../source/domain/run.ts';
import {createStubEngine, type StubContainer} from '../../discover/stub-engine.ts';

const now = 1_700_000_000_000;
const mounts: ContainerDetails['mounts'] = [{
	kind: 'bind', source: '/host/w', destination: '/w', isReadOnly: false,
}];
const ended: StubContainer = {name: 'ended', status: 'exited', mounts};
const files = {'/w/runs/train/exp/opt.yaml': {text: 'epochs: 3\n', modifiedAt: now - 60_000}};
const writing: StubContainer = {
	name: 'writing', status: 'running', mounts, processes: ['python train.py --resume /w/runs/train/exp/weights/last.pt'], files,
};

/** The stub's engine is on another machine, whose own processes nobody sees. */
async function refuse(containers: readonly StubContainer[], question: {readonly run?: RunState; readonly changedAt?: number}, directory = '/w/runs/train/exp'): Promise<void> {
	const {engine} = createStubEngine(containers);
	await refuseWrittenInContainer({engine, findJob: noJobs}, await engine.inspectContainer('ended'), directory, {now, ...question});
}

test('a known writer of another container is final, however old the files are', async () => {
	await expect(refuse([ended, writing], {run: initialRunState, changedAt: now - 3_600_000})).rejects.toMatchObject({code: 'run-written-by-container', values: {name: 'writing', process: '1'}});
	await expect(refuse([ended, writing], {})).rejects.toMatchObject({code: 'run-written-by-container'});
});

test('the directory beside it is free once its files stand still', async () => {
	await refuse([ended, writing], {run: initialRunState, changedAt: now - 3_600_000}, '/w/runs/train/exp2');
});

test.each<[string, readonly StubContainer[], RunState | undefined, number, boolean]>([
	['changed just now, by something that nobody sees', [ended], initialRunState, now - 5000, true],
	['changed in a future of another clock', [ended], initialRunState, now + 5000, true],
	['changed a while ago', [ended], initialRunState, now - 46_000, false],
	['changed within three of its own slow epochs', [ended], {...initialRunState, history: [{epoch: 1, losses: {}, seconds: 100}, {epoch: 2, losses: {}, seconds: 100}]}, now - 200_000, true],
	['whose own end was seen', [ended], {...initialRunState, phase: {kind: 'interrupted'}, spokenAt: now - 4000}, now - 5000, false],
	['that changed after its own end was seen', [ended], {...initialRunState, phase: {kind: 'interrupted'}, spokenAt: now - 20_000}, now - 5000, true],
])('a run %s', async (_, containers, run, changedAt, isRefused) => {
	const asked = refuse(containers, {...(run !== undefined && {run}), changedAt});
	await (isRefused ? expect(asked).rejects.toMatchObject({code: 'run-changed-recently', values: {who: 'tcp://stub:2375'}}) : asked);
});

test('a run in the layer of a container has no writer but that container', async () => {
	await refuse([ended], {run: initialRunState, changedAt: now - 1000}, '/yolov5/runs/train/exp');
});
