/** Reads what is typed into a terminal of a container for the two keys that leave it. */
export type DetachKeys = {
	/**
	What of it goes to the container, and, once both keys were typed, what was typed after them. Ctrl-P waits for the next key: followed by
	another one it is passed on with it.
	*/
	push(typed: Uint8Array): {readonly passed: Uint8Array; readonly rest?: Uint8Array};
};

/** Source: the docker command's default of `--detach-keys`, ctrl-p,ctrl-q. */
const firstKey = 0x10;
const secondKey = 0x11;

export function createDetachKeys(): DetachKeys {
	let isHeld = false;
	return {
		push(typed) {
			const passed: number[] = [];
			for (const [index, key] of typed.entries()) {
				if (isHeld && key === secondKey) {
					isHeld = false;
					return {passed: Uint8Array.from(passed), rest: typed.subarray(index + 1)};
				}

				if (isHeld) {
					passed.push(firstKey);
				}

				isHeld = key === firstKey;
				if (!isHeld) {
					passed.push(key);
				}
			}

			return {passed: Uint8Array.from(passed)};
		},
	};
}
