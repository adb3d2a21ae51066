import {comparablePlace} from '../domain/directory-id.ts';
import type {RunSummary} from '../domain/run-summary.ts';

/**
Each run once, in the given order: one on a mount is seen from its container, from others that have the same mount, and from this
machine. It is listed under the container that writes it or wrote it, where that is known, else as a directory of this machine.
The runs of `trained` are in the list already.
*/
export function distinctRuns(runs: readonly RunSummary[], trained: readonly RunSummary[] = []): readonly RunSummary[] {
	const seen = new Set(trained.flatMap(run => marksOf(run)));
	const chosen = new Set(runs.toSorted((one, other) => rank(one) - rank(other)).filter(run => {
		const marks = marksOf(run);
		const isNew = marks.every(mark => !seen.has(mark));
		for (const mark of marks) {
			seen.add(mark);
		}

		return isNew;
	}));
	return runs.filter(run => chosen.has(run));
}

/** What shows that two entries mean one directory. */
function marksOf({id: {place, file}}: RunSummary): readonly string[] {
	const mark = comparablePlace(place);
	return file === undefined ? [mark] : [mark, file];
}

/** What is listed under its writer first, then directories of this machine, then what is only seen through some container. */
function rank({container, writer}: RunSummary): number {
	return writer === undefined ? (container === undefined ? 1 : 2) : 0;
}
