import {afterAll, expect, test} from 'vitest';
import {createContainerRuns} from '../../source/discover/container-runs.ts';
import {mapLimited} from '../../source/discover/map-limited.ts';
import {surveyEngine} from '../../source/discover/survey-engine.ts';
import {describeWithEngine, openEngineBed} from './engine-fixture.ts';
import {createTestContainer, type TestContainer} from './test-container.ts';

describeWithEngine('fifty containers', await openEngineBed(), bed => {
	const containers: TestContainer[] = [];

	afterAll(async () => {
		await mapLimited(containers, 8, async container => container.remove());
		await bed.close();
	});

	test('are listed without a program in each', async () => {
		await mapLimited(Array.from({length: 50}), 8, async (_, index) => {
			containers.push(await createTestContainer(bed, {command: ['sleep', '1000'], isStarted: index % 2 === 0}));
		});

		const execs: string[] = [];
		const ours = new Set(containers.map(({id}) => id));
		const engine = {
			...bed.engine,
			async exec(...call: Parameters<typeof bed.engine.exec>) {
				execs.push(call[0]);
				return bed.engine.exec(...call);
			},
		};
		const {training, others} = await surveyEngine(engine, {
			runs: createContainerRuns(engine), hasRecent: true, now: Date.now(), signal: new AbortController().signal,
		});
		expect(others.filter(({id}) => ours.has(id))).toHaveLength(50);
		expect(training.filter(({id}) => ours.has(id))).toEqual([]);
		expect(execs.filter(id => ours.has(id))).toEqual([]);
	}, 120_000);
});
