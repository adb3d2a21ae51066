import {Readable} from 'node:stream';
import {afterEach, expect, test} from 'vitest';
import {createDemo} from '../../../source/cli/demo-target.ts';
import {gateOutput} from '../../../source/cli/io.ts';
import {resolveOptions} from '../../../source/cli/options/options.ts';
import {createCurrentRun} from '../../../source/cli/screen/current-run.ts';
import {createListedTargets} from '../../../source/cli/screen/listed-target.ts';
import {monitorRun} from '../../../source/cli/screen/monitored-run.ts';
import {createRunListSource} from '../../../source/cli/screen/run-list-source.ts';
import type {DemoSceneName} from '../../../source/demo/scenes.ts';
import {selectRows} from '../../../source/run/run-list.ts';

const cleanUps: Array<() => Promise<void> | void> = [];

afterEach(async () => {
	for (const cleanUp of cleanUps.splice(0).toReversed()) {
		await cleanUp();
	}
});

function openDemo(scene: DemoSceneName) {
	const stopping = new AbortController();
	const sink = gateOutput({write: () => true});
	const io = {
		stdin: Readable.from([], {objectMode: false}), stdout: sink, stderr: sink, environment: {}, signal: stopping.signal, now: Date.now,
	};
	const options = resolveOptions({input: ['demo'], flags: {scene, host: ['unix:///nowhere/docker.sock']}}, {});
	const target = createDemo(options, true);
	const run = monitorRun(target, io);
	const source = createRunListSource(createCurrentRun(run), options, io);
	cleanUps.push(async () => {
		stopping.abort();
		await source.close();
		await run.close();
	});
	return {source, targets: createListedTargets(target, options, io)};
}

const key = 'simulated/demo:/usr/src/app/runs/train/exp';

test.each([['finished', 'finished', 100], ['plateau', 'training', 170]] as const)('the simulated run of the scene %s is listed as %s with its epochs and opened as simulated', async (scene, condition, completedEpochs) => {
	const {source, targets} = openDemo(scene);
	const row = await new Promise<ReturnType<typeof selectRows>[number]>(resolve => {
		source.subscribe(() => {
			const found = selectRows(source.get(true), runs => runs).find(one => one.run?.key === key);
			if (found !== undefined) {
				resolve(found);
			}
		});
		source.get(true);
	});
	expect(row.run).toMatchObject({condition, completedEpochs, epochs: scene === 'plateau' ? 300 : 100});
	// The training has gone on for as long as its epochs took, though they were simulated at once.
	expect(row.run!.modifiedAt - row.run!.startedAt!).toBeGreaterThan(completedEpochs * 4000);

	for (const wanted of [row.key, key]) {
		const opened = await targets.open(wanted);
		expect(opened).toMatchObject({feed: {target: {kind: 'demo'}}, container: {details: {name: 'demo'}}});
		expect(opened.asSimulated).toBeDefined();
		opened.close();
	}

	// What is not simulated is looked for where it would be without a demo.
	await expect(targets.open('elsewhere/run')).rejects.toMatchObject({code: 'path-not-found'});
});
