import process from 'node:process';
import {afterAll, expect, test} from 'vitest';
import {gatherFacts} from '../../source/checks/gather-facts.ts';
import {diskLow} from '../../source/checks/rules/disk-low.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {initialResources, reduceResources} from '../../source/run/resources.ts';
import {createOutputDiskSampler} from '../../source/sample/output-disk-sampler.ts';
import {describeWithEngine, openEngineBed, testImage} from './engine-fixture.ts';

describeWithEngine('free space where a run is written', await openEngineBed(), bed => {
	afterAll(async () => {
		await bed.close();
	});

	test('a small file system of the run directory gives the rule its reason', async () => {
		const container = await bed.docker.createContainer({
			Image: testImage, Cmd: ['sleep', '600'], HostConfig: {NetworkMode: 'none', Tmpfs: Object.fromEntries([['/runs', 'size=8m']])},
		});
		try {
			await container.start();
			const read = async (directory: string, isDirect: boolean) => createOutputDiskSampler(bed.engine, container.id, () => directory, {isDirect}).read(AbortSignal.timeout(20_000));
			const sample = await read('/runs', false);
			expect(sample).toEqual({kind: 'output-disk', freeBytes: 8 * (2 ** 20), sizeBytes: 8 * (2 ** 20)});
			if (process.getuid?.() === 0) {
				expect(await read('/runs', true)).toEqual(sample);
				// Leads elsewhere from outside.
				await bed.engine.exec(container.id, ['ln', '-s', '/runs', '/linked'], {signal: AbortSignal.timeout(20_000)});
				await expect(read('/linked', true)).rejects.toThrow('is a link');
				expect(await read('/linked', false)).toEqual(sample);
			}

			const facts = gatherFacts({run: {...initialRunState, phase: {kind: 'training'}}, now: 2000, resources: reduceResources(initialResources, {type: 'sampled', sample, at: 1000})});
			expect(diskLow.find(facts, 'en')).toMatchObject({evidence: ['8 MiB']});
			await expect(read('/nowhere', false)).rejects.toThrow('df: ');
		} finally {
			await container.remove({force: true});
		}
	}, 60_000);
});
