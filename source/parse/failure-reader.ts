import type {Channel} from '../domain/line.ts';
import type {OutputEvent} from '../domain/event.ts';
import {
	canBeDeath,
	recogniseAbort,
	recogniseAbortReason,
	recogniseFailure,
	recogniseKilled,
} from './process-death.ts';
import {createTracebackCollector, type TracebackCollector} from './traceback.ts';

/** Torchrun puts the process of several GPUs before its traceback. Source: PyTorch 2.2 and later. */
const rankPrefix = /^\[rank\d+\]: ?/;

/** Reads how a process ends badly. Each channel has its own traceback: another channel's lines may come between. */
export type FailureReader = {
	push(text: string, channel: Channel): OutputEvent | undefined;
};

export function createFailureReader(): FailureReader {
	const tracebacks = new Map<Channel, TracebackCollector>();
	let abort: string | undefined;
	return {
		push(text, channel) {
			let collector = tracebacks.get(channel);
			if (collector === undefined) {
				collector = createTracebackCollector();
				tracebacks.set(channel, collector);
			}

			const traceback = collector.push(text.startsWith('[rank') ? text.replace(rankPrefix, '') : text);
			if (traceback !== undefined) {
				return traceback.exception === 'KeyboardInterrupt' ? {type: 'process-interrupted'} : {type: 'traceback-printed', traceback};
			}

			const reason = abort === undefined ? undefined : recogniseAbortReason(text);
			if (abort !== undefined && reason !== undefined) {
				const exception = abort;
				abort = undefined;
				return {type: 'traceback-printed', traceback: {exception, message: reason, frames: []}};
			}

			if (!canBeDeath(text)) {
				return undefined;
			}

			abort = recogniseAbort(text) ?? abort;
			const failure = recogniseFailure(text);
			if (failure !== undefined) {
				return {type: 'traceback-printed', traceback: {...failure, frames: []}};
			}

			const signal = recogniseKilled(text);
			return signal === undefined ? undefined : {type: 'process-killed', signal};
		},
	};
}
