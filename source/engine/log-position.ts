import {Buffer} from 'node:buffer';
import type {Channel} from '../domain/line.ts';
import type {LogMessage} from '../stream/log-message.ts';
import type {LogTimestamp} from '../stream/log-timestamp.ts';
import {createRecentTimes, type RecentTimes} from './recent-times.ts';

/** How a new connection begins. */
export type ResumeWindow =
	/** With the newest messages only; the position is somewhere in it, or the window is too small. */
	| 'tail'
	/** With the whole log. */
	| 'whole'
	/** With the whole log, from which the position itself is gone, such as after a rotation: what is later is new. */
	| 'by-time';

export type LogPosition = {
	/** Of the last message that was new. */
	lastTime(): LogTimestamp | undefined;
	/** Tells that a new connection begins. */
	begin(window: ResumeWindow): void;
	/** Whether the position was not met yet on this connection, so that nothing of it is new. */
	isSeeking(): boolean;
	/** Whether the message is new. Messages of a connection are to be given in order. */
	accept(message: LogMessage): boolean;
};

/** How far one stream of the log was read. */
type ChannelPosition = {
	/** Of the last message that was accepted. */
	key: string;
	/** How many messages of that time were accepted: the pieces of a long line share the time of the first. */
	count: number;
	firstBody: Uint8Array;
	body: Uint8Array;
	/** The latest time of all; later than `key` after the clock was set back. */
	latestKey: string;
	/** How many messages of the time `key` have come again; undefined when nothing is being repeated. */
	repeated?: number | undefined;
	/** Whether everything earlier is dropped, seen or not, until something new has come. */
	isByTime?: boolean;
	readonly recent: RecentTimes;
};

/** The messages of one time that came in a row, while the position is looked for. */
type Group = {
	readonly key: string;
	count: number;
	/** False for the first of the window, of which messages may be missing. */
	readonly isWhole: boolean;
};

const lineFeed = 0x0A;

/**
The place in a container's log up to which it was read: what makes every message count once over lost connections, restarts of
the container and rotated files. The place is that of the last message in the order of the log, told by its time, its stream
and its number among the messages of that time. `since` cannot do that: pieces of a line carry the time of the first, so a
later message may carry an earlier time.

On a running connection only repetitions are dropped: Docker 20.10 goes back some messages when a file is rotated. A time that
is earlier but was not seen before is a clock that was set back, and its message is new.
*/
export function createLogPosition(): LogPosition {
	const positions = new Map<Channel, ChannelPosition>();
	let last: {readonly channel: Channel; readonly timestamp: LogTimestamp; readonly count: number} | undefined;
	let isSeeking = false;
	let isWindowWhole = true;
	const groups = new Map<Channel, Group>();

	function seek(channel: Channel, {key}: LogTimestamp): void {
		const group = groups.get(channel);
		if (group?.key === key) {
			group.count++;
		} else {
			groups.set(channel, {key, count: 1, isWhole: isWindowWhole || group !== undefined});
		}

		const {count, isWhole} = groups.get(channel)!;
		if (isWhole && channel === last!.channel && key === last!.timestamp.key && count === last!.count) {
			isSeeking = false;
		}
	}

	function advance(channel: Channel, timestamp: LogTimestamp, body: Uint8Array): void {
		const {key, isExact} = timestamp;
		const position = positions.get(channel);
		const isPiece = position?.key === key;
		const count = isPiece ? position.count + 1 : 1;
		const latestKey = position && position.latestKey > key ? position.latestKey : key;
		const recent = position?.recent ?? createRecentTimes();
		positions.set(channel, {
			key, count, firstBody: isPiece ? position.firstBody : body, body, latestKey, recent,
		});
		last = {channel, timestamp, count};
		if (isExact && count === 1) {
			recent.add(timestamp);
		}
	}

	return {
		lastTime: () => last?.timestamp,
		begin(window) {
			isSeeking = last !== undefined && window !== 'by-time';
			isWindowWhole = window !== 'tail';
			groups.clear();
			for (const position of positions.values()) {
				position.isByTime = window === 'by-time';
				position.repeated = position.isByTime ? 0 : undefined;
			}
		},
		isSeeking: () => isSeeking,
		accept({channel, timestamp, body}) {
			if (isSeeking) {
				if (timestamp) {
					seek(channel, timestamp);
				}

				return false;
			}

			if (!timestamp) {
				// A word of the engine itself, which no log holds.
				return true;
			}

			if (!isNew(positions.get(channel), timestamp, body)) {
				return false;
			}

			advance(channel, timestamp, body);
			return true;
		},
	};
}

/** The time is that of the last message: another piece of the line, or the same again. */
function isNewPiece(position: ChannelPosition, isExact: boolean, body: Uint8Array): boolean {
	if (position.repeated !== undefined) {
		position.repeated++;
		return position.repeated > position.count;
	}

	// The line has ended, so that its time should not come again but in a repetition. A clock with coarse steps, or with whole
	// seconds, gives it to other lines too.
	if (!isExact || position.body.at(-1) !== lineFeed) {
		return true;
	}

	const isRestart = Buffer.compare(position.firstBody, body) === 0;
	position.repeated = isRestart ? 1 : undefined;
	return !isRestart && Buffer.compare(position.body, body) !== 0;
}

/** Whether a message is new after what was read of its stream; what is repeated is counted in the position. */
function isNew(position: ChannelPosition | undefined, timestamp: LogTimestamp, body: Uint8Array): boolean {
	const {key, isExact} = timestamp;
	if (!position || key > position.latestKey) {
		return true;
	}

	if (key === position.key) {
		return isNewPiece(position, isExact, body);
	}

	const isRepeated = position.isByTime === true || (isExact && position.recent.has(timestamp));
	if (isRepeated) {
		position.repeated = 0;
	}

	return !isRepeated;
}
