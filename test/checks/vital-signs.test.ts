import {describe, expect, test} from 'vitest';
import {diagnose} from '../../source/checks/diagnose.ts';
import {gatherFacts} from '../../source/checks/gather-facts.ts';
import {
	signIds,
	vitalSigns,
	worstFirst,
	worstOf,
	type SignId,
} from '../../source/checks/vital-signs.ts';
import type {RunState} from '../../source/domain/run.ts';
import {initialResources, type Resources} from '../../source/run/resources.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {readFrames, readRecordings} from '../recordings.ts';
import {
	afterSamples,
	fullResources,
	gibibyte,
	sampled,
	sampledAt,
	sampleGpu,
} from '../screen/fixtures/sample-machine.ts';
import {
	play,
	sampleNow,
	sampleRecord,
	sampleStates,
} from '../screen/fixtures/sample-run.ts';

const now = sampleNow + 4000;

function read(run: RunState, resources: Resources = initialResources, language: 'en' | 'zh' = 'en') {
	return vitalSigns({
		run, now, resources, diagnoses: diagnose(gatherFacts({run, now, resources}), language),
	}, language);
}

test('what the doctor knows is a warning of its sign, where nothing worse is known', () => {
	const checks = [
		{
			check: 'shared-memory', level: 'warning', what: 'Little /dev/shm.', why: '', commands: [],
		},
		{
			check: 'ipc', level: 'problem', what: 'No room.', why: '', commands: [],
		},
		{
			check: 'volumes', level: 'ok', what: 'Kept.', why: '', commands: [],
		},
		{
			check: 'engine', level: 'problem', what: 'No engine.', why: '', commands: [],
		},
	] as const;
	const signs = (run: RunState) => vitalSigns({
		run, now, resources: initialResources, diagnoses: diagnose(gatherFacts({run, now, resources: initialResources}), 'en'), checks,
	}, 'en');
	expect(signs(training).filter(({check}) => check !== undefined)).toEqual([{
		id: 'memory', name: 'memory', level: 'warning', text: 'No room.', check: 'ipc',
	}]);
	expect(signs(sampleStates.failed()).find(({id}) => id === 'memory')!.rule).toBeDefined();
});

/** `level name: text` of one sign. */
function sign(id: SignId, run: RunState, resources?: Resources): string {
	const {level, name, text} = read(run, resources).find(one => one.id === id)!;
	return `${level} ${name}: ${text}`;
}

const training = sampleStates.training();
const withMetrics = (metrics: RunState['history'][number]['metrics'], epochs = 5): RunState => ({
	...training, lastValidation: undefined, history: Array.from({length: epochs}, (_, index) => ({...sampleRecord(index + 1), metrics: metrics!})),
});
const busy = (percent: number, seconds = 120): Resources => afterSamples(...Array.from({length: seconds / 2}, (_, index) => sampled({kind: 'gpu', gpus: [{...sampleGpu, utilisationPercent: percent}]}, sampledAt - (seconds * 1000) + (index * 2000))));

test.each<readonly [id: SignId, run: RunState, resources: Resources | undefined, expected: string]>([
	['learning', training, undefined, 'good learning: +0.001 mAP50-95 in 10 epochs'],
	['learning', sampleStates.starting(), undefined, 'neutral learning: not known before the second epoch'],
	['learning', withMetrics({
		map50To95: 0.004, map50: 0.01, precision: 0.1, recall: 0.1,
	}), undefined, 'warning learning: mAP50-95 0.004 after 5 epochs: nothing learned yet'],
	['learning', withMetrics({
		map50To95: 0.004, map50: 0.01, precision: 0.1, recall: 0.1,
	}, 3), undefined, 'neutral learning: ±0.000 mAP50-95 in 2 epochs'],
	['learning', {...training, history: training.history.map(({metrics: _, ...record}) => record), lastValidation: undefined}, undefined, 'neutral learning: no validation in the output'],
	['fitting', training, undefined, 'good fitting: val losses follow train'],
	['fitting', {...training, history: training.history.map(({validationLosses: _, ...record}) => record)}, undefined, 'neutral fitting: the output has no val losses'],
	['fitting', sampleStates.starting(), undefined, 'neutral fitting: not known before 5 epochs'],
	['balance', withMetrics({
		precision: 0.853, recall: 0.535, map50: 0.6, map50To95: 0.3,
	}), undefined, 'warning recall: 0.535 beside P 0.853: misses much'],
	['balance', withMetrics({
		precision: 0.4, recall: 0.8, map50: 0.6, map50To95: 0.3,
	}), undefined, 'warning precision: 0.400 beside R 0.800: invents much'],
	['balance', withMetrics({
		precision: 0.9, recall: 0.85, map50: 0.9, map50To95: 0.6,
	}), undefined, 'good P and R: precision 0.900, recall 0.850'],
	['balance', withMetrics({
		precision: 0.9, recall: 0.1, map50: 0.01, map50To95: 0.001,
	}), undefined, 'neutral P and R: precision 0.900, recall 0.100'],
	['balance', sampleStates.starting(), undefined, 'neutral P and R: not known before a validation'],
	['gpu', training, busy(74), 'good GPU: busy 74 %, idle in 0 % of 2 min'],
	['gpu', training, busy(12), 'warning GPU: only 12 % busy: it waits for data'],
	['gpu', training, initialResources, 'neutral GPU: being measured'],
	['gpu', training, afterSamples({type: 'sampler-failed', sampler: 'gpu', failure: {code: 'tool-missing'}}), 'neutral GPU: not measurable: There is no nvidia-smi.'],
	['gpu', {...training, target: {kind: 'file', name: 'train.log', path: '/train.log'}}, busy(3), 'neutral GPU: not measurable: the run may be on another machine'],
	['gpu', {...training, devices: [{kind: 'cpu', label: 'CPU'}], settings: {device: 'cpu'}}, initialResources, 'neutral GPU: CPU by choice'],
	['gpu', sampleStates.finished(), busy(3), 'neutral GPU: nothing trains any more'],
	['memory', training, fullResources, 'warning memory: Shared memory is nearly full: 60 MiB of 64 MiB in /dev/shm are used.'],
	['memory', training, afterSamples(sampled({kind: 'gpu', gpus: [sampleGpu]}), sampled({kind: 'shared-memory', sharedMemory: {usedBytes: gibibyte, sizeBytes: 8 * gibibyte}})), 'good memory: peak 22 % of 10 GiB, shm 13 %'],
	['memory', training, undefined, 'good memory: PyTorch holds 1.03G'],
	['memory', sampleStates.starting(), undefined, 'neutral memory: not measured'],
	['memory', sampleStates.failed(), undefined, 'error memory: The data loader ran out of shared memory: /dev/shm of the container has only 16 GiB.'],
	['saved', training, undefined, 'good saved: last.pt 22 s ago, best.pt epoch 35'],
	['saved', {...training, checkpoints: []}, undefined, 'neutral saved: epoch 43 is complete; its file is not visible from here'],
	['saved', {...training, checkpoints: [], runFilesLook: {}}, undefined, 'neutral saved: its files are being looked at'],
	['fitting', {...training, runFilesLook: {}, history: training.history.map(({validationLosses: _, ...record}) => record)}, undefined, 'neutral fitting: its files are being looked at'],
	['patience', {...training, settings: {}, runFilesLook: {}}, undefined, 'neutral patience: its files are being looked at'],
	['patience', {...training, settings: {patience: '0'}, runFilesLook: {}}, undefined, 'neutral patience: no early stop'],
	['saved', {...training, checkpoints: [], runFilesLook: {runDirectory: `/usr/src/app/${training.runDirectory!}`}}, undefined, 'neutral saved: epoch 43 is complete; its file is not visible from here'],
	['saved', {
		...training, runFilesLook: {}, checkpoints: [], connection: {kind: 'ended'},
	}, undefined, 'neutral saved: epoch 43 is complete; its file is not visible from here'],
	['saved', sampleStates.starting(), undefined, 'neutral saved: no checkpoint seen yet'],
	['patience', training, undefined, 'neutral patience: best 8 epochs ago, gives up after 100'],
	['patience', {...training, settings: {...training.settings, patience: '20'}}, undefined, 'neutral patience: best 8 epochs ago, stops in 12 without gain'],
	['patience', {...training, settings: {...training.settings, patience: '0'}}, undefined, 'neutral patience: no early stop'],
	['patience', {...training, phase: {kind: 'finished', isEarlyStop: true}}, undefined, 'neutral patience: stopped early: no gain for too long'],
])('%s', (id, run, resources, expected) => {
	expect(sign(id, run, resources)).toBe(expected);
});

test('of a run that has ended the machine of today says nothing', () => {
	const resources = {...busy(3), atEnd: afterSamples(sampled({kind: 'gpu', gpus: [{...sampleGpu, memoryUsedBytes: 9 * gibibyte}]}))};
	expect(sign('memory', sampleStates.finished(), resources)).toBe('good memory: peak 90 % of 10 GiB');
});

describe('all of them', () => {
	const runs = [initialRunState, ...Object.values(sampleStates).map(make => make()), ...readRecordings().map(({frames}) => play(readFrames(frames).events))];

	test('are seven in one order for every run, in both languages, each with a name and a clause', () => {
		for (const run of runs) {
			for (const language of ['en', 'zh'] as const) {
				const signs = read(run, fullResources, language);
				expect(signs.map(({id}) => id)).toEqual(signIds);
				expect(signs.filter(({name, text}) => name === '' || text === '' || /undefined|NaN/.test(text))).toEqual([]);
			}
		}
	});

	test('the worst level is counted, and the worst come first without another order among equals', () => {
		const signs = read(sampleStates.failed());
		expect(worstOf(signs)).toEqual({level: 'error', count: 1});
		expect(worstFirst(signs).map(({id}) => id)[0]).toBe('memory');
		const neutral = worstFirst(signs).filter(({level}) => level === 'neutral').map(({id}) => id);
		expect(neutral).toEqual(signIds.filter(id => neutral.includes(id)));
		expect(worstOf(read(initialRunState))).toMatchObject({level: 'neutral'});
	});
});
