import type {DemoFault} from './faults.ts';
import type {DemoCourse} from './plan.ts';

/** Where a demo begins, and what goes on there. */
export type DemoScene = {
	readonly epochs: number;
	/** So many epochs are done when it is shown; Infinity when it is over. */
	readonly done: number;
	readonly course?: DemoCourse;
	readonly fault?: {readonly kind: DemoFault; readonly after: number};
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
		epochs: 100, done: Infinity, fault: {kind: 'bus-error', after: 11}, workers: 8, sharedMemoryBytes: 64 * mebibyte,
	},
	'out-of-memory': {
		...enough, epochs: 100, done: Infinity, fault: {kind: 'out-of-memory', after: 5}, batchSize: 32,
	},
	nan: {
		...enough, epochs: 60, done: 24, course: 'nan',
	},
	finished: {...enough, epochs: 100, done: Infinity},
	plateau: {
		...enough, epochs: 300, done: 170, course: 'plateau',
	},
} as const satisfies Readonly<Record<string, DemoScene>>;

export type DemoSceneName = keyof typeof demoScenes;

export const demoSceneNames = Object.keys(demoScenes) as readonly DemoSceneName[];

/** Whether a fault comes again: it does not where what it lacked is there now. */
export function faultOf(fault: DemoScene['fault'], {batchSize, workers, sharedMemoryBytes}: {readonly batchSize: number; readonly workers: number; readonly sharedMemoryBytes: number}): DemoScene['fault'] {
	const isLacking = fault?.kind === 'bus-error' ? sharedMemoryBytes < 32 * mebibyte * workers : (fault !== undefined && batchSize > 16);
	return isLacking ? fault : undefined;
}
