import {bytesToBinaryText} from '../../format/bytes.ts';
import type {DiskFacts, DoctorFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {remark} from './remark.ts';

const check = 'disk-space';
const gibibyte = 1024 ** 3;

/** A large model with its optimiser state writes about 1 GB an epoch twice (last.pt and best.pt). */
const problemBytes = gibibyte;
const warningBytes = 5 * gibibyte;

/** The fullest of the disks that the training writes to. */
export function checkDiskSpace({host, container}: DoctorFacts): Finding {
	const disks: readonly DiskFacts[] = [container?.disk, host.disk].filter(disk => disk !== undefined);
	const fullest = disks.toSorted((one, other) => one.availableBytes - other.availableBytes)[0];
	if (fullest === undefined) {
		return {
			check, level: 'unknown', code: 'disk-unknown', values: {}, commands: [],
		};
	}

	const values = {free: bytesToBinaryText(fullest.availableBytes), path: fullest.path};
	return fullest.availableBytes < warningBytes
		? {
			check, level: fullest.availableBytes < problemBytes ? 'problem' : 'warning', code: 'disk-low', values, commands: ['docker system df', remark('deletes-unused'), 'docker system prune'],
		}
		: {
			check, level: 'ok', code: 'disk-ok', values, commands: [],
		};
}
