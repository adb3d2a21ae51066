import {byteSizeToFlag} from '../../domain/byte-size.ts';
import type {PreflightFacts} from './facts.ts';
import {warning, type PreflightFinding} from './finding.ts';

const mebibyte = 2 ** 20;

/** Not even the two checkpoints of the smallest model. */
const leastBytes = 32 * mebibyte;

/** Checkpoints of a large model, plots and a cache. */
const littleBytes = 2048 * mebibyte;

/** A full disk ends a training in the middle of a checkpoint. A warning, because root may use what is kept back, and the results may go elsewhere. */
export function checkDisk({disk}: PreflightFacts): PreflightFinding[] {
	if (disk === undefined || disk.availableBytes >= littleBytes) {
		return [];
	}

	const values = {path: disk.path, available: byteSizeToFlag(Math.floor(disk.availableBytes / mebibyte) * mebibyte)};
	return warning(disk.availableBytes < leastBytes ? 'disk-full' : 'disk-small', values);
}
