import {byteSizeToFlag} from '../../control/byte-size.ts';
import type {PreflightFacts} from './facts.ts';
import {error, warning, type PreflightFinding} from './finding.ts';

const mebibyte = 2 ** 20;

/** Not even the two checkpoints of the smallest model. */
const leastBytes = 32 * mebibyte;

/** Checkpoints of a large model, plots and a cache. */
const littleBytes = 2048 * mebibyte;

/** A full disk ends a training in the middle of a checkpoint. */
export function checkDisk({disk}: PreflightFacts): PreflightFinding[] {
	if (disk === undefined || disk.availableBytes >= littleBytes) {
		return [];
	}

	const values = {path: disk.path, available: byteSizeToFlag(Math.floor(disk.availableBytes / mebibyte) * mebibyte)};
	return disk.availableBytes < leastBytes ? error('disk-full', values) : warning('disk-small', values);
}
