/** Without a shell that controls jobs nothing stops; then the screen comes back after this time. */
const notStoppedMs = 150;

export type SuspensionParts = {
	readonly isOpen: () => boolean;
	readonly take: () => void;
	readonly give: () => void;
	readonly stopProcess: () => void;
	readonly onSuspend: (() => void) | undefined;
	readonly onResume: (() => void) | undefined;
};

/** Ctrl-Z: the screen is given back while the process is stopped. Not while it is lent to another program, whose matter that is. */
export function createSuspension({isOpen, take, give, stopProcess, onSuspend, onResume}: SuspensionParts) {
	let isSuspended = false;
	let isLent = false;
	let notStopped: NodeJS.Timeout | undefined;

	function comeBack(): void {
		clearTimeout(notStopped);
		if (isSuspended) {
			isSuspended = false;
			onResume?.();
		} else if (!isOpen()) {
			return;
		}

		take();
	}

	return {
		suspend(): void {
			if (isSuspended || isLent || !isOpen()) {
				return;
			}

			isSuspended = true;
			onSuspend?.();
			give();
			notStopped = setTimeout(comeBack, notStoppedMs);
			stopProcess();
		},
		comeBack,
		setLent(isNowLent: boolean): void {
			isLent = isNowLent;
		},
		/** The screen does not come back by itself any more. */
		cancel(): void {
			clearTimeout(notStopped);
		},
	};
}
