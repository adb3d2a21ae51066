import {afterAll, afterEach} from 'vitest';
import {openScene, type Scene, type SceneOptions} from './constellation-bed.ts';
import type {Step} from './constellation-steps.ts';
import type {EngineBed} from './engine-fixture.ts';

export type SceneSetUp = {
	/** A scene after these steps, removed with all its containers after the test. */
	setUp(...steps: readonly Step[]): Promise<Scene>;
	/** What else is undone after the test, the last first. */
	readonly cleanUps: Array<() => Promise<unknown>>;
};

/** For the tests of one file, each of which plays its own scene; closes the bed after the last. */
export function createSceneSetUp(bed: EngineBed, options: SceneOptions = {}): SceneSetUp {
	const cleanUps: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => bed.close());

	return {
		cleanUps,
		async setUp(...steps) {
			const scene = await openScene(bed, options);
			cleanUps.push(async () => scene.remove());
			for (const step of steps) {
				await step(scene);
			}

			return scene;
		},
	};
}
