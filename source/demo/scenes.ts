import type {DemoCourse, DemoPlan} from './plan.ts';

/** Where a demo begins, and what goes on there. */
export type DemoScene = {
	readonly epochs: number;
	/** So many epochs are done when it is shown; Infinity when it is over. */
	readonly done: number;
	readonly course?: DemoCourse;
	/** So many epochs it gets before what it lacks makes it fail. */
	readonly failsAfter?: number;
	/** So many epochs it gets before it stands still. */
	readonly stallsAfter?: number;
	readonly batchSize?: number;
	readonly workers?: number;
	/** Of /dev/shm; docker gives 64 MiB where nobody asks for more. */
	readonly sharedMemoryBytes: number;
};

const mebibyte = 2 ** 20;
const enough = {sharedMemoryBytes: 8192 * mebibyte};

/** A training from its start. */
export const firstScene: DemoScene = {...enough, epochs: 100, done: 0};

/** What a demo can begin at, beside a training from its start. */
export const demoScenes = {
	'bus-error': {
		epochs: 100, done: Infinity, failsAfter: 11, workers: 8, sharedMemoryBytes: 64 * mebibyte,
	},
	'out-of-memory': {
		...enough, epochs: 100, done: Infinity, failsAfter: 5, batchSize: 32,
	},
	nan: {
		...enough, epochs: 60, done: 24, course: 'nan',
	},
	finished: {...enough, epochs: 100, done: Infinity},
	stalled: {
		...enough, epochs: 100, done: Infinity, stallsAfter: 37, workers: 4,
	},
	plateau: {
		...enough, epochs: 300, done: 170, course: 'plateau',
	},
	// The probe alone sees what is wrong with these two.
	uneven: {
		...enough, epochs: 60, done: 50, course: 'uneven',
	},
	frozen: {
		...enough, epochs: 60, done: 27, course: 'frozen',
	},
} as const satisfies Readonly<Record<string, DemoScene>>;

export type DemoSceneName = keyof typeof demoScenes;

export const demoSceneNames = Object.keys(demoScenes) as readonly DemoSceneName[];

/** What a batch of a small model takes in /dev/shm for each worker, and the largest batch that the GPU has room for. */
const sharedMemoryOfWorker = 32 * mebibyte;
const maxBatchSize = 16;

/** How a training fails by what its container and machine lack, after so many epochs; undefined where they lack nothing. */
export function faultOf({batchSize, workers, sharedMemoryBytes}: {readonly batchSize: number; readonly workers: number; readonly sharedMemoryBytes: number}, after = 0): DemoPlan['fault'] {
	if (batchSize > maxBatchSize) {
		return {kind: 'out-of-memory', after};
	}

	return sharedMemoryBytes < sharedMemoryOfWorker * workers ? {kind: 'bus-error', after} : undefined;
}
