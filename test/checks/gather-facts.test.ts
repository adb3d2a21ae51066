import {describe, expect, test} from 'vitest';
import {diagnosisChanges} from '../../source/checks/diagnose.ts';
import {gatherFacts} from '../../source/checks/gather-facts.ts';
import type {Diagnosis, Severity} from '../../source/checks/diagnosis.ts';
import type {RunState} from '../../source/domain/run.ts';
import type {ResourceEvent} from '../../source/domain/sample.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {initialResources, reduceResources, type Resources} from '../../source/run/resources.ts';
import type {RuleId} from '../../source/words/diagnoses/rule-meanings.ts';

const resourcesAfter = (...events: readonly ResourceEvent[]): Resources => {
	let state = initialResources;
	for (const event of events) {
		state = reduceResources(state, event);
	}

	return state;
};

const gpu = (at: number, index: number, utilisationPercent: number): ResourceEvent => ({type: 'sampled', at, sample: {kind: 'gpu', gpus: [{index, uuid: `GPU-${index}`, utilisationPercent}]}});
const cpu = (at: number, cpuPercent: number): ResourceEvent => ({type: 'sampled', at, sample: {kind: 'container', container: {cpuPercent, memoryUsedBytes: 7, memoryLimitBytes: 9}}});
const training: RunState = {
	...initialRunState,
	phase: {kind: 'training'},
	progress: {
		epoch: 1, epochLabel: '0/9', losses: {}, batchIndex: 3, batchesPerEpoch: 9,
	},
};

describe('gatherFacts', () => {
	test('what nobody told is left out', () => {
		expect(gatherFacts({run: initialRunState})).toEqual({run: initialRunState});
		expect(gatherFacts({run: initialRunState, resources: initialResources, now: 5})).toEqual({run: initialRunState, now: 5});
	});

	test('memory, shared memory and the machine come from the last readings', () => {
		const resources = resourcesAfter(
			cpu(1000, 50),
			{type: 'sampled', at: 1000, sample: {kind: 'shared-memory', sharedMemory: {usedBytes: 1, sizeBytes: 2}}},
			{type: 'sampled', at: 1000, sample: {kind: 'host', host: {cpuCount: 8}}},
		);
		expect(gatherFacts({run: training, resources, now: 2000})).toMatchObject({memory: {usedBytes: 7, limitBytes: 9}, sharedMemory: {usedBytes: 1, sizeBytes: 2}, host: {cpuCount: 8}});
	});

	test('a reading that is minutes old says nothing of now', () => {
		const facts = gatherFacts({run: training, resources: resourcesAfter(cpu(1000, 50)), now: 1000 + 121_000});
		expect(facts.memory).toBeUndefined();
	});

	test('the load is that of the busiest GPU over the last two minutes, while batches are trained', () => {
		const resources = resourcesAfter(
			...[0, 60, 180, 240].map(second => gpu(second * 1000, 0, second < 100 ? 100 : 40)),
			gpu(240_000, 1, 3),
			cpu(238_000, 200),
			cpu(240_000, 300),
		);
		expect(gatherFacts({run: training, resources, now: 241_000}).load).toEqual({seconds: 60, gpuPercent: 40, cpuPercent: 250});
		expect(gatherFacts({run: {...training, phase: {kind: 'validating', isFinal: false}}, resources, now: 241_000}).load).toBeUndefined();
	});

	test('a machine without any sign of a GPU has none; a file may come from another one', () => {
		const without = resourcesAfter({type: 'sampled', at: 1, sample: {kind: 'host', host: {hasGpu: false}}}, {
			type: 'sampler-failed', at: 1, sampler: 'gpu', failure: {code: 'tool-missing'},
		});
		expect(gatherFacts({run: training, container: {}, resources: without}).gpus).toEqual([]);
		expect(gatherFacts({run: training, resources: without}).gpus).toBeUndefined();
		const unknown = resourcesAfter({type: 'sampled', at: 1, sample: {kind: 'host', host: {}}});
		expect(gatherFacts({run: training, container: {}, resources: unknown}).gpus).toBeUndefined();
	});

	test('a machine that was asked and has no GPU is not one that could not be asked', () => {
		const failed = (code: 'no-devices' | 'tool-missing') => gatherFacts({run: training, resources: resourcesAfter({type: 'sampler-failed', sampler: 'gpu', failure: {code}})});
		expect(failed('no-devices').gpus).toEqual([]);
		expect(failed('tool-missing').gpus).toBeUndefined();
		expect(failed('tool-missing').gpuFailure).toEqual({code: 'tool-missing'});
	});

	test('the place of an earlier run is not taken for that of this one', () => {
		const run = {...training, runDirectory: 'runs/train/exp2', locatedRunDirectory: '/w/runs/train/exp'};
		expect(gatherFacts({run, container: {}}).container).toEqual({});
		expect(gatherFacts({run: {...run, locatedRunDirectory: '/w/runs/train/exp2'}, container: {}}).container).toEqual({runDirectory: '/w/runs/train/exp2'});
	});
});

const diagnosis = (rule: RuleId, severity: Severity = 'warning', what = 'x'): Diagnosis => ({
	rule, severity, what, why: '', action: '', evidence: ['y'],
});

test('changes tell what began and what ended, not what only has other figures', () => {
	expect(diagnosisChanges([], [])).toEqual([]);
	expect(diagnosisChanges([diagnosis('shm-low')], [diagnosis('shm-low', 'warning', 'other figures')])).toEqual([]);
	expect(diagnosisChanges([diagnosis('shm-low'), diagnosis('plateau')], [diagnosis('plateau', 'error'), diagnosis('loss-nan')])).toEqual([
		{type: 'diagnosis-ended', rule: 'shm-low'},
		{type: 'diagnosis-began', diagnosis: diagnosis('plateau', 'error')},
		{type: 'diagnosis-began', diagnosis: diagnosis('loss-nan')},
	]);
});
