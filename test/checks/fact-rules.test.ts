import {describe, expect, test} from 'vitest';
import {diagnose} from '../../source/checks/diagnose.ts';
import type {Facts} from '../../source/checks/diagnosis-facts.ts';
import type {EpochRecord, RunState} from '../../source/domain/run.ts';
import type {RuleId} from '../../source/words/diagnoses/rule-meanings.ts';
import {beginning, runOfOutput} from './diagnose-output.ts';

const gibibyte = 2 ** 30;
const mebibyte = 2 ** 20;
const training: RunState = {...runOfOutput(beginning), connection: {kind: 'open'}};
const onCpu: RunState = {...training, devices: [{kind: 'cpu', label: 'CPU'}]};
const epochs = (count: number, of: (epoch: number) => Partial<EpochRecord>): EpochRecord[] => Array.from({length: count}, (_, index) => ({
	epoch: index + 1, losses: {box: 0.05}, ...of(index + 1),
}));
const scores = (count: number, map: (epoch: number) => number) => epochs(count, epoch => ({metrics: {map50: map(epoch) * 1.5, map50To95: map(epoch)}}));
const curves = (count: number, losses: (epoch: number) => readonly [train: number, val: number, map: number]) => epochs(count, epoch => {
	const [train, validation, map] = losses(epoch);
	return {losses: {box: train}, validationLosses: {box: validation}, metrics: {map50: map * 1.5, map50To95: map}};
});

// What must be found, and beside it what is nearly the same and must not be.
const cases: ReadonlyArray<readonly [rule: RuleId, name: string, isFound: boolean, facts: Partial<Facts> & {readonly run?: RunState}]> = [
	['shm-low', 'nearly full', true, {sharedMemory: {usedBytes: 60 * mebibyte, sizeBytes: 64 * mebibyte}}],
	['shm-low', 'too small for the settings', true, {sharedMemory: {usedBytes: 0, sizeBytes: 64 * mebibyte}}],
	['shm-low', 'half full and large enough', false, {sharedMemory: {usedBytes: 4 * gibibyte, sizeBytes: 8 * gibibyte}}],
	['shm-low', 'small, but no workers', false, {run: {...training, settings: {...training.settings, workers: '0'}}, sharedMemory: {usedBytes: 0, sizeBytes: 64 * mebibyte}}],
	['shm-low', 'full after the end', false, {run: {...training, phase: {kind: 'finished', isEarlyStop: false}}, sharedMemory: {usedBytes: 64 * mebibyte, sizeBytes: 64 * mebibyte}}],
	['shm-low', 'the size is not known', false, {sharedMemory: {usedBytes: 60 * mebibyte}}],
	['shm-low', 'the memory of the host is shared', false, {run: {...training, container: {status: 'running', shmSizeBytes: 64 * mebibyte}}, container: {isSharingIpc: true}}],
	['epochs-left-out', 'more epochs than are kept', true, {run: {...training, history: epochs(10_001, () => ({})).slice(1)}}],
	['epochs-left-out', 'as many as are kept', false, {run: {...training, history: epochs(10_000, () => ({}))}}],
	['memory-high', 'at the limit', true, {memory: {usedBytes: 7.4 * gibibyte, limitBytes: 8 * gibibyte}}],
	['memory-high', 'much, but far from the limit', false, {memory: {usedBytes: 7 * gibibyte, limitBytes: 16 * gibibyte}}],
	['memory-high', 'nothing left of the machine', true, {host: {memoryTotalBytes: 16 * gibibyte, memoryAvailableBytes: gibibyte / 2}}],
	['memory-high', 'a limit without a use', false, {memory: {limitBytes: 8 * gibibyte}}],
	['disk-low', 'no room for a checkpoint', true, {outputDisk: {freeBytes: 100 * mebibyte}}],
	['disk-low', 'enough room', false, {outputDisk: {freeBytes: 3 * gibibyte}}],
	['disk-low', 'not known', false, {outputDisk: {}}],
	['gpu-not-used', 'the CPU, though the container has a GPU', true, {run: onCpu, container: {hasGpuRequest: true}}],
	['gpu-not-used', 'the CPU, and nobody asked for a GPU', true, {run: onCpu, container: {hasGpuRequest: false}}],
	['gpu-not-used', 'the CPU was chosen', false, {run: {...onCpu, settings: {...onCpu.settings, device: 'cpu'}}, container: {hasGpuRequest: true}}],
	['gpu-not-used', 'a machine without a GPU', false, {run: onCpu, gpus: [], container: {hasGpuRequest: false}}],
	['gpu-not-used', 'a GPU at work', false, {gpus: [{memoryTotalBytes: 16 * gibibyte}]}],
	['gpu-not-used', 'a GPU with nothing on it after an epoch', true, {run: {...training, history: epochs(1, () => ({reservedGpuMemoryBytes: 0}))}}],
	['gpu-not-used', 'a GPU whose memory is not printed', false, {run: {...training, history: epochs(1, () => ({}))}}],
	['driver-missing', 'no driver for a container with a GPU', true, {gpuFailure: {code: 'driver-not-loaded'}, container: {hasGpuRequest: true}}],
	['driver-missing', 'no driver, and nobody wants a GPU', false, {gpuFailure: {code: 'driver-not-loaded'}, container: {hasGpuRequest: false}}],
	['driver-mismatch', 'updated under a running system', true, {gpuFailure: {code: 'driver-library-mismatch'}}],
	['driver-mismatch', 'another failure', false, {gpuFailure: {code: 'no-answer'}}],
	['gpu-access-lost', 'the GPU of a training is gone', true, {gpuFailure: {code: 'gpu-lost'}}],
	['gpu-access-lost', 'the GPU of a training on the CPU is gone', false, {run: onCpu, gpuFailure: {code: 'gpu-lost'}}],
	['data-loader-bound', 'the GPU waits', true, {load: {seconds: 60, gpuPercent: 8, cpuPercent: 200}, host: {cpuCount: 8}}],
	['data-loader-bound', 'the GPU is busy', false, {load: {seconds: 60, gpuPercent: 88}}],
	['data-loader-bound', 'too short a look', false, {load: {seconds: 10, gpuPercent: 8}}],
	['data-loader-bound', 'between two epochs', false, {run: {...training, phase: {kind: 'validating', isFinal: false}}, load: {seconds: 60, gpuPercent: 8}}],
	['loss-nan', 'a loss of nan', true, {run: {...training, progress: {...training.progress!, losses: {box: NaN, obj: 0.1}}}}],
	['loss-nan', 'a loss of inf', true, {run: {...training, progress: {...training.progress!, losses: {box: Infinity}}}}],
	['loss-nan', 'a loss of 0 with one class', false, {run: {...training, progress: {...training.progress!, losses: {box: 0.1, cls: 0}}}}],
	['loss-nan', 'one of an earlier epoch that went away', false, {run: {...training, history: [...epochs(1, () => ({losses: {box: NaN}})), {epoch: 2, losses: {box: 0.1}}]}}],
	['validation-loss-nan', 'in the last epoch', true, {run: {...training, history: epochs(3, epoch => ({losses: {box: 0.1}, validationLosses: {box: epoch > 1 ? NaN : 0.2}}))}}],
	['validation-loss-nan', 'of earlier epochs', true, {run: {...training, history: epochs(40, epoch => ({losses: {box: 0.1}, validationLosses: {obj: [33, 34].includes(epoch) ? Infinity : 0.2}}))}}],
	['validation-loss-nan', 'all numbers', false, {run: {...training, history: epochs(3, () => ({losses: {box: 0.1}, validationLosses: {box: 0, obj: 0.2}}))}}],
	['validation-loss-nan', 'the training has diverged, which says more', false, {run: {...training, progress: undefined, history: epochs(3, () => ({losses: {box: NaN}, validationLosses: {box: NaN}}))}}],
	['nan-recovered', 'an epoch of the training', true, {run: {...training, history: epochs(3, epoch => ({losses: {box: epoch === 2 ? NaN : 0.1}}))}}],
	['nan-recovered', 'of the validation alone, which its own rule says', false, {run: {...training, history: epochs(3, epoch => ({losses: {box: 0.1}, validationLosses: {box: epoch === 2 ? NaN : 0.1}}))}}],
	['validation-loss-nan', 'in an epoch whose training had no numbers either', false, {run: {...training, history: epochs(3, epoch => ({losses: {box: epoch === 2 ? NaN : 0.1}, validationLosses: {box: epoch === 2 ? NaN : 0.1}}))}}],
	['plateau', 'no gain for long', true, {run: {...training, history: scores(60, epoch => Math.min(0.3, epoch * 0.03))}}],
	['plateau', 'still rising', false, {run: {...training, history: scores(60, epoch => epoch * 0.005)}}],
	['plateau', 'a pause only', false, {run: {...training, history: scores(30, epoch => Math.min(0.3, epoch * 0.03))}}],
	['plateau', 'nothing learned yet', false, {run: {...training, history: scores(60, () => 0.002)}}],
	['overfitting', 'validation loss rises while training loss falls', true, {run: {...training, history: curves(60, epoch => [1 / epoch, epoch < 20 ? 1 - (epoch / 40) : 0.5 + (epoch / 100), Math.min(0.3, epoch / 60)])}}],
	['overfitting', 'both fall', false, {run: {...training, history: curves(60, epoch => [1 / epoch, 1.2 / epoch, epoch / 200])}}],
	['overfitting', 'the loss rises, but so does mAP', false, {run: {...training, history: curves(60, epoch => [1 / epoch, epoch < 20 ? 1 - (epoch / 40) : 0.5 + (epoch / 100), epoch / 200])}}],
	['overfitting', 'without validation losses', false, {run: {...training, history: scores(60, () => 0.2)}}],
	['output-not-persisted', 'results in the container itself', true, {container: {mounts: [{target: '/data', type: 'bind', isWritable: true}], runDirectory: '/work/runs/train/exp'}}],
	['output-not-persisted', 'results on a mount', false, {container: {mounts: [{target: '/work', type: 'bind', isWritable: true}], runDirectory: '/work/runs/train/exp'}}],
	['output-not-persisted', 'a mount with a similar name', true, {container: {mounts: [{target: '/work2', type: 'bind', isWritable: true}], runDirectory: '/work2b/runs'}}],
	['output-not-persisted', 'the place is not known', false, {container: {mounts: []}}],
	['host-out-of-memory', 'the engine says so', true, {run: {...training, container: {status: 'exited', exitCode: 137, isOutOfMemoryKilled: true}}}],
	['host-out-of-memory', 'a stop with docker kill', false, {run: {...training, container: {status: 'exited', exitCode: 137, isOutOfMemoryKilled: false}}}],
	['host-out-of-memory', 'a child was killed and the training goes on', false, {run: {...training, container: {status: 'running', isOutOfMemoryKilled: true}}}],
	['training-stalled', 'silent for long in an epoch', true, {run: {...training, lastEventAt: 0}, now: 600_000}],
	['training-stalled', 'silent for a minute', false, {run: {...training, lastEventAt: 0}, now: 60_000}],
	['training-stalled', 'paused', false, {run: {...training, lastEventAt: 0, container: {status: 'paused'}}, now: 600_000}],
	['training-stalled', 'out of sight', false, {run: {...training, lastEventAt: 0, connection: {kind: 'ended'}}, now: 600_000}],
];

describe('rules about figures and settings', () => {
	test.each(cases)('%s: %s: %s', (rule, _, isFound, facts) => {
		const found = diagnose({run: training, ...facts}, 'en');
		expect(found.some(diagnosis => diagnosis.rule === rule)).toBe(isFound);
		if (isFound) {
			expect(found.find(diagnosis => diagnosis.rule === rule)!.evidence.length).toBeGreaterThan(0);
		}
	});

	test('a silence is told in the language of the person', () => {
		const facts = {run: {...training, lastEventAt: 0}, now: 600_000};
		expect(diagnose(facts, 'en').map(({what}) => what)).toContain('No progress for 10 min.');
		expect(diagnose(facts, 'zh').map(({what}) => what)).toContain('已有 10 分钟没有进展。');
	});

	test('a training that goes well has nothing but hints, whatever is known of the machine', () => {
		const found = diagnose({
			run: {...training, history: scores(10, epoch => epoch * 0.02)}, now: 1000, gpus: [{memoryTotalBytes: 16 * gibibyte}], host: {cpuCount: 8, memoryTotalBytes: 32 * gibibyte, memoryAvailableBytes: 20 * gibibyte},
			memory: {usedBytes: 6 * gibibyte, limitBytes: 32 * gibibyte}, sharedMemory: {usedBytes: gibibyte, sizeBytes: 16 * gibibyte}, outputDisk: {freeBytes: 100 * gibibyte}, load: {seconds: 100, gpuPercent: 92},
			container: {hasGpuRequest: true, mounts: [{target: '/work', type: 'bind', isWritable: true}], runDirectory: '/work/runs/train/exp'},
		}, 'en');
		expect(found.filter(({severity}) => severity !== 'hint')).toEqual([]);
	});

	test('what yolotop can do itself is offered', () => {
		const remedyOf = (facts: Partial<Facts>, rule: RuleId) => diagnose({run: training, ...facts}, 'en').find(diagnosis => diagnosis.rule === rule)?.remedy;
		expect(remedyOf({run: onCpu, container: {hasGpuRequest: false}}, 'gpu-not-used')).toEqual({kind: 'relaunch', gpus: 'all'});
		// Where there is none, the engine would refuse to start the new container.
		expect(remedyOf({run: onCpu, gpus: [], container: {hasGpuRequest: true}}, 'gpu-not-used')).toBeUndefined();
		expect(remedyOf({sharedMemory: {usedBytes: 60 * mebibyte, sizeBytes: 64 * mebibyte}}, 'shm-low')).toMatchObject({kind: 'relaunch', workers: 4, shmSizeBytes: 2 * gibibyte});
		expect(remedyOf({memory: {usedBytes: 7.4 * gibibyte, limitBytes: 8 * gibibyte}}, 'memory-high')).toMatchObject({kind: 'relaunch', workers: 4, batchSize: 8});
		const killed: RunState = {
			...training, container: {
				status: 'exited', exitCode: 137, isOutOfMemoryKilled: true, memoryLimitBytes: 8 * gibibyte,
			},
		};
		const ofMachine = (total: number) => remedyOf({run: killed, host: {memoryTotalBytes: total * gibibyte}}, 'host-out-of-memory');
		expect(ofMachine(64)).toEqual({kind: 'relaunch', memoryBytes: 16 * gibibyte, workers: 4});
		expect(ofMachine(16)).toEqual({kind: 'relaunch', memoryBytes: 12.75 * gibibyte, workers: 4});
		// A limit that the machine has no room for is not proposed.
		expect(ofMachine(9)).toEqual({kind: 'relaunch', workers: 4, batchSize: 8});
		expect(remedyOf({run: killed}, 'host-out-of-memory')).toEqual({kind: 'relaunch', workers: 4, batchSize: 8});
		// The limit of now, where `docker update` has changed it since the container was made.
		expect(remedyOf({run: killed, container: {memoryLimitBytes: gibibyte}, host: {memoryTotalBytes: 64 * gibibyte}}, 'host-out-of-memory')).toMatchObject({memoryBytes: 16 * gibibyte});
	});
});
