/** Digits on the screen of charts: several are an epoch, one alone is the key of a screen. */
export type EpochKeys = {
	/** Whether the key was a digit of an epoch, or may become one. What was held back before another key is executed first. */
	press(key: string): boolean;
	close(): void;
};

export type EpochKeyParts = {
	/** Whether digits can be an epoch now. */
	readonly isActive: () => boolean;
	readonly goTo: (epoch: number) => void;
	/** Does what the key alone means. */
	readonly pressAlone: (key: string) => void;
	/** Replaced in tests. */
	readonly waitMs?: number;
};

/** A person who types a number is faster between two digits. */
const betweenDigitsMs = 400;

/** No run has more epochs. */
const maxDigits = 6;

/** Holds back a digit that is also a key until it is known whether another one follows. */
export function createEpochKeys({isActive, goTo, pressAlone, waitMs = betweenDigitsMs}: EpochKeyParts): EpochKeys {
	let typed = '';
	let timer: NodeJS.Timeout | undefined;

	function settle(): void {
		clearTimeout(timer);
		const alone = typed;
		typed = '';
		if (alone.length === 1) {
			pressAlone(alone);
		}
	}

	return {
		press(key) {
			// The 0 alone shows the whole axis at once, as no epoch begins with it.
			if (!isActive() || !/^\d$/.test(key) || (typed === '' && key === '0')) {
				settle();
				return false;
			}

			clearTimeout(timer);
			typed = typed.length === maxDigits ? key : typed + key;
			timer = setTimeout(settle, waitMs);
			if (typed.length > 1) {
				goTo(Number(typed));
			}

			return true;
		},
		close() {
			clearTimeout(timer);
			typed = '';
		},
	};
}
