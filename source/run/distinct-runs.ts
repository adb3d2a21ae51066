import type {RunSummary} from '../domain/run-summary.ts';

/**
Each run once, in the given order: one on a mount is seen from its container, from others that have the same mount, and from this
machine. What trains comes before what does not, and a run of a container before the directory on this machine, which knows less.
The runs of `trained` stand in the list already.
*/
export function distinctRuns(runs: readonly RunSummary[], trained: readonly RunSummary[] = []): readonly RunSummary[] {
	const keys = new Set(trained.map(({key}) => key));
	const places = new Set(trained.flatMap(run => placeOf(run) ?? []));
	const chosen = new Set(runs.toSorted((one, other) => rank(one) - rank(other)).filter(run => {
		const place = placeOf(run);
		const isNew = !keys.has(run.key) && (place === undefined || !places.has(place));
		if (place !== undefined) {
			places.add(place);
		}

		return isNew;
	}));
	return runs.filter(run => chosen.has(run));
}

/** On this machine; undefined where it cannot see it. */
function placeOf({container, directory, hostDirectory}: RunSummary): string | undefined {
	return container === undefined ? directory : hostDirectory;
}

function rank({container, condition}: RunSummary): number {
	return container === undefined ? 2 : (condition === 'training' || condition === 'starting' ? 0 : 1);
}
