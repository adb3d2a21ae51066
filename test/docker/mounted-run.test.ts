import {copyFile, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {runBundle} from '../cli/run-bundle.ts';
import {
	describeWithEngine,
	openEngineBed,
	programs,
	until,
} from './engine-fixture.ts';
import {createTestContainer} from './test-container.ts';
import {trainCommand, trainerEnvironment} from './training-container.ts';

describeWithEngine('yolotop in a directory that a training has mounted', await openEngineBed(), bed => {
	afterAll(async () => {
		await bed.close();
	});

	test('the run is listed once: as that of its container while it trains and after its end, as this machine\'s when the container is gone', async () => {
		const directory = await mkdtemp(path.join(tmpdir(), 'mounted-'));
		await copyFile(path.join(programs, 'yolo-trainer.py'), path.join(directory, 'train.py'));
		const container = await createTestContainer(bed, {
			command: [...trainCommand, '--epochs', '2'], workingDirectory: '/work', binds: [`${directory}:/work`], environment: trainerEnvironment({isGated: true}),
		});
		const list = async () => {
			const {stdout} = await runBundle(['ls', '--json'], {cwd: directory, environment: {DOCKER_HOST: bed.host}});
			const {containers, runs} = JSON.parse(stdout) as Record<'containers' | 'runs', ReadonlyArray<{readonly name: string; readonly container: string | undefined; readonly target: string; readonly run: {readonly target: string} | undefined}>>;
			return {
				training: containers.filter(({name}) => name === container.name).map(({run}) => run?.target), runs: runs.filter(run => run.container === container.name || run.container === null).map(({target}) => target),
			};
		};

		try {
			const key = `${container.name}:/work/runs/train/exp`;
			await until('the run directory', async () => {
				const {training} = await list();
				return training[0];
			});
			expect(await list()).toEqual({training: [key], runs: []});
			await container.openGate(1000);
			await container.container.wait();
			expect(await list()).toEqual({training: [], runs: [key]});
			await container.container.remove({force: true});
			expect(await list()).toEqual({training: [], runs: [path.join(directory, 'runs/train/exp')]});
		} finally {
			await container.remove();
			await rm(directory, {recursive: true, force: true});
		}
	}, 120_000);
});
