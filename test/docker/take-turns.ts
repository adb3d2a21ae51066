/** As many do their work at once as there are things to do it with; each has one for itself, and the one that waits longest comes next. */
export function takeTurns<Thing>(things: readonly Thing[]): <Result>(work: (thing: Thing) => Promise<Result>) => Promise<Result> {
	const free = [...things];
	const waiting: Array<(thing: Thing) => void> = [];
	return async work => {
		const thing = free.pop() ?? await new Promise<Thing>(resolve => {
			waiting.push(resolve);
		});
		try {
			return await work(thing);
		} finally {
			const next = waiting.shift();
			if (next === undefined) {
				free.push(thing);
			} else {
				next(thing);
			}
		}
	};
}
