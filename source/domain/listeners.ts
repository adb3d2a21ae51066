/** Who is told of each change. */
export type Listeners = {
	/** Calls the listener at every change until the returned function is called. */
	subscribe(listener: () => void): () => void;
	notify(this: void): void;
};

export function createListeners(): Listeners {
	const listeners = new Set<() => void>();
	return {
		subscribe(listener) {
			listeners.add(listener);
			return () => {
				listeners.delete(listener);
			};
		},
		notify() {
			for (const listener of listeners) {
				listener();
			}
		},
	};
}
