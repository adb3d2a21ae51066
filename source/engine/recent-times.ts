import type {LogTimestamp} from '../stream/log-timestamp.ts';

export type RecentTimes = {
	add(time: LogTimestamp): void;
	/** Whether the time is among the latest, or earlier than all of them when there were more than are kept. */
	has(time: LogTimestamp): boolean;
};

/** A rotated file that Docker 20.10 repeats holds some thousand messages; 512 KiB a stream when full. */
const capacity = 65_536;

/** Grows from here, so that a short log costs little. */
const firstCapacity = 1024;

/** Tells moments within 48 days apart to the nanosecond: a float has no room for more digits. */
function toNumber({key, at}: LogTimestamp): number {
	return ((Math.floor(at / 1000) % (2 ** 22)) * 1e9) + Number(key.slice(20, 29));
}

/** The exact times of the latest messages of one stream; the oldest are forgotten. */
export function createRecentTimes(): RecentTimes {
	let times = new Float64Array(firstCapacity);
	let count = 0;

	return {
		add(time) {
			if (count === times.length && times.length < capacity) {
				const grown = new Float64Array(times.length * 4);
				grown.set(times);
				times = grown;
			}

			times[count % times.length] = toNumber(time);
			count++;
		},
		has(time) {
			const number = toNumber(time);
			return times.includes(number) || (count > times.length && number < times[count % times.length]!);
		},
	};
}
