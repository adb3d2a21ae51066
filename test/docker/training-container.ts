import path from 'node:path';
import {programs, type EngineBed} from './engine-fixture.ts';
import {createTestContainer, type TestContainer, type TestContainerOptions} from './test-container.ts';

/** How fast a training of the tests goes; what each means is told in yolo-trainer.py. */
export type TrainerPace = {
	readonly speed?: number;
	readonly batches?: number;
	readonly saveSeconds?: number;
	readonly bestPauseSeconds?: number;
	readonly checkpointBytes?: number;
	/** Whether no batch is trained beyond what `openGate` lets through, counted from the first epoch; at first none. */
	readonly isGated?: boolean;
};

/** The first words of every training command of the tests. */
export const trainCommand = ['python', 'train.py', '--data', 'data/mydata.yaml', '--weights', 'yolov5n.pt', '--imgsz', '128', '--batch-size', '8', '--workers', '2', '--device', 'cpu'] as const;

/** Where the training of a container was started; runs/train/exp is below it, in the writable layer. */
export const trainDirectory = '/yolov5';

/** The environment variables for a pace; `openGate` of the container opens the gate. */
export function trainerEnvironment({speed = 10, batches = 4, saveSeconds = 0.3, bestPauseSeconds = 0, checkpointBytes, isGated = false}: TrainerPace = {}): Record<string, string> {
	return Object.fromEntries(([
		['TRAINER_SPEED', speed],
		['TRAINER_BATCHES', batches],
		['TRAINER_SAVE_SECONDS', saveSeconds],
		['TRAINER_BEST_PAUSE_SECONDS', bestPauseSeconds],
		['TRAINER_CHECKPOINT_BYTES', checkpointBytes ?? ''],
		['TRAINER_GATE', isGated ? '/shared/gate' : ''],
	] as const).map(([name, value]) => [name, String(value)]));
}

/** A container in which the trainer stands ready as /yolov5/train.py, next to the container's working directory. */
export async function createTrainingContainer(bed: EngineBed, {pace, environment, binds, ...options}: TestContainerOptions & {readonly pace?: TrainerPace}): Promise<TestContainer> {
	return createTestContainer(bed, {
		workingDirectory: trainDirectory,
		...options,
		binds: [`${path.join(programs, 'yolo-trainer.py')}:${trainDirectory}/train.py:ro`, ...(binds ?? [])],
		environment: {...trainerEnvironment(pace), ...environment},
	});
}
