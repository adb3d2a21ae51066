import type {ResourceEvent} from '../domain/sample.ts';
import {demoMachine, machineAt} from './demo-machine.ts';
import {faultOf, type DemoScene} from './scenes.ts';

const stepMs = 2000;
const steps = 30;
/** Where no batch comes any more the GPU has nothing to do. */
const waitingSteps = 6;

const mebibyte = 2 ** 20;

/** What a sampler would have reported of the last minute of a training that is over when it is shown; nothing of one that goes on. `endAt` is in milliseconds since 1970. */
export function demoPast(scene: DemoScene, endAt: number): readonly ResourceEvent[] {
	if (Number.isFinite(scene.done)) {
		return [];
	}

	const fault = faultOf({batchSize: scene.batchSize ?? 8, workers: scene.workers ?? 2, sharedMemoryBytes: scene.sharedMemoryBytes})?.kind;
	return Array.from({length: steps + 1}, (_, step) => readingsOf(scene, fault, {at: endAt - ((steps - step) * stepMs), part: step / steps, isWaiting: scene.stallsAfter !== undefined || (fault === 'bus-error' && step > steps - waitingSteps)})).flat();
}

function readingsOf({sharedMemoryBytes}: DemoScene, fault: 'bus-error' | 'out-of-memory' | undefined, {at, part, isWaiting}: {readonly at: number; readonly part: number; readonly isWaiting: boolean}): readonly ResourceEvent[] {
	const machine = machineAt(at, isWaiting ? 'waiting' : 'training');
	const gpuMemory = fault === 'out-of-memory' ? demoMachine.gpuMemoryMebibytes * (0.7 + (0.28 * part)) : machine.gpuMemoryMebibytes;
	const sharedMemory = fault === 'bus-error' ? sharedMemoryBytes * Math.min(1, 0.35 + (0.8 * part)) : Math.min(sharedMemoryBytes, 2 ** 30) * machine.sharedMemoryShare;
	return [
		{
			type: 'sampled', at, sample: {
				kind: 'gpu', gpus: [{
					index: 0, uuid: demoMachine.gpuUuid, name: demoMachine.gpuName, driverVersion: demoMachine.driver, utilisationPercent: machine.gpuPercent, memoryUsedBytes: gpuMemory * mebibyte, memoryTotalBytes: demoMachine.gpuMemoryMebibytes * mebibyte,
					temperatureCelsius: machine.celsius, powerWatts: machine.watts, powerLimitWatts: 25,
				}],
			},
		},
		{
			type: 'sampled', at, sample: {
				kind: 'container', container: {
					cpuPercent: 100 * demoMachine.cores * machine.cpuShare, cpuCount: demoMachine.cores, memoryUsedBytes: machine.memoryBytes,
				},
			},
		},
		{type: 'sampled', at, sample: {kind: 'shared-memory', sharedMemory: {usedBytes: sharedMemory, sizeBytes: sharedMemoryBytes}}},
		{
			type: 'sampled', at, sample: {
				kind: 'host', host: {
					cpuPercent: 100 * machine.cpuShare, cpuCount: demoMachine.cores, memoryTotalBytes: demoMachine.memoryBytes, memoryAvailableBytes: demoMachine.memoryBytes - machine.memoryBytes - demoMachine.systemBytes,
				},
			},
		},
	];
}
