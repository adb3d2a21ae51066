export type FlushTimer = {
	/** Flushes within a moment; what comes until then comes with it. */
	soon(): void;
	stop(): void;
};

/** A person sees no more than thirty changes a second; a moment is also what belongs together in a flood of output. */
const momentMs = 33;

export function createFlushTimer(flush: () => void): FlushTimer {
	let timer: NodeJS.Timeout | undefined;
	let isStopped = false;
	return {
		soon() {
			if (!isStopped) {
				timer ??= setTimeout(() => {
					timer = undefined;
					flush();
				}, momentMs);
			}
		},
		stop() {
			isStopped = true;
			clearTimeout(timer);
		},
	};
}
