import {afterAll, expect, test} from 'vitest';
import {
	enoughSharedMemory,
	loaderSettings,
	minimumSharedMemory,
	recommendedSharedMemory,
} from '../../source/checks/shared-memory.ts';
import {readLog} from '../threads.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {createTestContainer} from './test-container.ts';

const mebibyte = 2 ** 20;

describeWithEngine('what is foreseen of /dev/shm and what a data loader takes in a container', await openEngineBed(), bed => {
	afterAll(async () => {
		await bed.close();
	});

	test.each([
		['YOLOv5\'s and older Ultralytics\' two batches for each worker', '8.3.103', '3.11.2', {
			batch: 8, workers: 2, size: 320, prefetch: 2, cacheMebibytes: 0,
		}],
		['four of newer Ultralytics', '8.4.50', '3.11.2', {
			batch: 4, workers: 2, size: 320, prefetch: 4, cacheMebibytes: 0,
		}],
		['a cache that workers share', '8.4.150', '3.14.0', {
			batch: 4, workers: 2, size: 256, prefetch: 4, cacheMebibytes: 48,
		}],
	] as const)('%s', async (_name, version, python, {batch, workers, size, prefetch, cacheMebibytes}) => {
		const words = [batch, workers, size, prefetch, 2 * workers, cacheMebibytes].map(String);
		const container = await createTestContainer(bed, {command: ['python3', '/programs/loading-trainer.py', ...words, version, python], hostConfig: {ShmSize: 512 * mebibyte}});
		try {
			await until('the end of the training', async () => {
				const {State: {Running: isRunning}} = await container.container.inspect();
				return !isRunning;
			}, 60_000);
			// Docker's frames have a beginning that the decoder of logs knows.
			const output = await container.container.logs({stdout: true, stderr: true});
			const {state} = readLog(new Uint8Array(output));
			const settings = loaderSettings(state);
			const [, printed] = /peak: (\d+)/.exec(output.toString()) ?? [];
			const peak = Number(printed);
			expect(settings, output.toString()).toMatchObject({batchSize: batch, workers, imageSize: size});
			expect(peak).toBeGreaterThan(minimumSharedMemory(settings!));
			expect(peak).toBeLessThanOrEqual(enoughSharedMemory(settings!));
			expect(peak).toBeGreaterThan(0.75 * enoughSharedMemory(settings!));
			expect(peak).toBeLessThan(recommendedSharedMemory(settings!));
		} finally {
			await container.remove();
		}
	}, 90_000);
});
