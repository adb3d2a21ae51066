import type {RunState} from '../domain/run.ts';
import {readCount} from '../domain/possible-number.ts';

/** How fast the current epoch goes; each field is undefined when it is not known. */
export type Throughput = {
	readonly iterationsPerSecond?: number;
	readonly imagesPerSecond?: number;
};

/** The speed of the current epoch, from its bar. */
export function selectThroughput({progress, settings}: RunState): Throughput {
	const iterationsPerSecond = progress?.iterationsPerSecond ?? meanSpeed(progress?.batchIndex, progress?.elapsedMs);
	const batchSize = selectBatchSize({settings});
	return {
		...(iterationsPerSecond !== undefined && {iterationsPerSecond}),
		...(iterationsPerSecond !== undefined && batchSize !== undefined && {imagesPerSecond: iterationsPerSecond * batchSize}),
	};
}

/** Images in a batch; undefined when it is not known or chosen by the framework (-1). */
export function selectBatchSize({settings}: Pick<RunState, 'settings'>): number | undefined {
	const size = readCount(settings.batch_size ?? settings.batch);
	return size === 0 ? undefined : size;
}

function meanSpeed(batches: number | undefined, elapsedMs: number | undefined): number | undefined {
	return batches !== undefined && elapsedMs !== undefined && batches > 0 && elapsedMs > 0 ? batches / (elapsedMs / 1000) : undefined;
}
