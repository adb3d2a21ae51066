import {BaseSequencer, type TestSpecification} from 'vitest/node';

/** Files that wait for minutes, the slowest first: one that begins last would be waited for alone. A clean machine knows no times. */
const slowFiles = [
	...[
		'constellations', 'twin-trainings', 'disturbed-stop', 'stop', 'resume-command', 'stop-matrix', 'log-resume', 'constellation-writers', 'container-feed', 'screen-actions', 'second-writer', 'night-engine',
	].map(name => `/test/docker/${name}.test.ts`),
	'/test/probe/sitecustomize.test.ts',
	'/test/screen/keys/file-keys.test.ts',
	'/test/docker/night-watch.test.ts',
	'/test/cluster/slurm.test.ts',
	'/test/cluster/slurm-night.test.ts',
	'/test/probe/injected-failures.test.ts',
	// Of the pure ones: each of these waits for time limits, or draws for half a minute.
	'/test/cli/unanswered.test.ts',
	'/test/fuzz/every-verb.test.ts',
	'/test/screen/whole-frames.test.ts',
];

const placeOf = ({moduleId}: TestSpecification) => {
	const place = slowFiles.findIndex(file => moduleId.endsWith(file));
	return place === -1 ? slowFiles.length : place;
};

/** The usual order of vitest with the slow files at its beginning; projects follow each other as ever. */
export default class SlowFirst extends BaseSequencer {
	override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
		const sorted = await super.sort(files);
		return sorted.toSorted((one, other) => {
			const groups = one.project.config.sequence.groupOrder - other.project.config.sequence.groupOrder;
			return groups === 0 ? placeOf(one) - placeOf(other) : groups;
		});
	}
}
