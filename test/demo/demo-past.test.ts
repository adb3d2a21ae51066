import {expect, test} from 'vitest';
import {createDemoEngine} from '../../source/demo/demo-engine.ts';
import {demoPast} from '../../source/demo/demo-past.ts';
import {demoScenes, firstScene} from '../../source/demo/scenes.ts';
import {createRemoteHostSampler} from '../../source/sample/host-sampler.ts';
import {createGpuExecSampler} from '../../source/sample/gpu-exec-sampler.ts';
import {initialResources, reduceResources, type Resources} from '../../source/run/resources.ts';

const at = Date.UTC(2026, 2, 5, 13, 43);

function after(scene: Parameters<typeof demoPast>[0]): Resources {
	let resources = initialResources;
	for (const event of demoPast(scene, at)) {
		resources = reduceResources(resources, event);
	}

	return resources;
}

test('a simulated training that is over has a last minute of its machine, which shows what it lacked', () => {
	const {sharedMemory, gpus, series} = after(demoScenes['bus-error']);
	expect(sharedMemory).toEqual({usedBytes: 64 * (2 ** 20), sizeBytes: 64 * (2 ** 20)});
	expect(gpus[0]!.utilisationPercent).toBe(0);
	expect(series['shared-memory']!.recent.points.at(0)!.at).toBe(at - 60_000);
	expect(series['shared-memory']!.recent.points.at(-1)!.at).toBe(at);
	const [full] = after(demoScenes['out-of-memory']).gpus;
	expect(full!.memoryUsedBytes! / full!.memoryTotalBytes!).toBeGreaterThan(0.95);
	expect(after(demoScenes.finished).gpus[0]!.utilisationPercent).toBeGreaterThan(80);
	expect(after(demoScenes.finished).host!.cpuPercent).toBeGreaterThan(10);
});

test('one that stands still has a GPU with nothing to do, whose memory it keeps, before it is shown and after', async () => {
	const [gpu] = after(demoScenes.stalled).gpus;
	expect(gpu!.utilisationPercent).toBe(0);
	expect(gpu!.memoryUsedBytes).toBeGreaterThan(2 ** 30);
	const ask = async (scene: Parameters<typeof demoPast>[0]) => {
		const {engine, container} = createDemoEngine('demo', scene, 1);
		const sample = await createGpuExecSampler(engine, container.id).read(new AbortController().signal);
		engine.close();
		return sample.kind === 'gpu' ? sample.gpus[0]! : undefined;
	};

	expect((await ask(demoScenes.stalled))!.utilisationPercent).toBe(0);
	expect((await ask(demoScenes.stalled))!.memoryUsedBytes).toBeGreaterThan(2 ** 30);
	const {engine, container} = createDemoEngine('demo', demoScenes.stalled, 1);
	const host = await createRemoteHostSampler(engine, container.id).read(new AbortController().signal);
	engine.close();
	const past = after(demoScenes.stalled).host!.memoryAvailableBytes!;
	expect(Math.abs((host.kind === 'host' ? host.host.memoryAvailableBytes! : 0) - past)).toBeLessThan(2 ** 29);
	expect((await ask(demoScenes.plateau))!.utilisationPercent).toBeGreaterThan(80);
});

test.each([firstScene, demoScenes.nan, demoScenes.plateau])('one that goes on is measured instead', scene => {
	expect(demoPast(scene, at)).toEqual([]);
});
