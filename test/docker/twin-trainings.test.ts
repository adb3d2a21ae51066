import {stat} from 'node:fs/promises';
import path from 'node:path';
import {
	afterAll,
	expect,
	test,
	vi,
} from 'vitest';
import {answer, ask, type Status} from './constellation-answers.ts';
import {
	epochsOf,
	hostPath,
	openGate,
	openScene,
	untilHeld,
	upTo,
	type Scene,
} from './constellation-bed.ts';
import {idle} from './constellation-steps.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';

vi.setConfig({testTimeout: 240_000});

/**
Both have these words and begin within the same moment, however busy the engine is, so that nothing tells which run is whose: of two that began a second apart the earlier has the directory that was made in between. The shell's own words name no training.
*/
const beginBothAtOnce = [
	...['first 50', 'second 100'].map(twin => `set -- ${twin}; TRAINER_GATE=/gates/$1 TRAINER_START_SECONDS=$2 python train.py --data data/mydata.yaml --weights yolov5n.pt --workers 0 --device cpu --epochs 40 &`),
	'wait',
].join('\n');

/** One of two trainings that begin at once in container a; the first makes its directory a moment before the second. */
type Twin = {readonly label: 'first' | 'second'; readonly run: string; readonly gate: string; completed: number};

/** Ends the process with that gate; what a shell began in the background is deaf to an interrupt. */
const endPython = String.raw`for folder in /proc/[0-9]*; do
	tr '\0' '\n' <"$folder/environ" 2>/dev/null | grep -qxF "TRAINER_GATE=$1" && kill -TERM "$(basename "$folder")"
done`;

async function beginBoth(scene: Scene): Promise<readonly Twin[]> {
	const {container, workingDirectory} = scene.members.get('a')!;
	const twins = (['first', 'second'] as const).map((label, index): Twin => ({
		label, run: path.join(scene.root, `yolov5/runs/train/exp${index === 0 ? '' : '2'}`), gate: path.join(scene.gates, label), completed: 2 + (3 * index),
	}));
	for (const twin of twins) {
		await openGate(twin, twin.completed);
	}

	const program = await container.exec({Cmd: ['sh', '-c', 'eval "$BEGIN"'], WorkingDir: workingDirectory, Env: [`BEGIN=${beginBothAtOnce}`]});
	await program.start({Detach: true});
	for (const twin of twins) {
		await untilHeld(twin);
		expect(await epochsOf({...twin, firstEpoch: 0} as never)).toEqual(upTo(twin.completed));
	}

	return twins;
}

describeWithEngine('two trainings of the same words that began at once in one container', await openEngineBed(), bed => {
	afterAll(async () => bed.close());

	// Both mostly wait for files to stand still.
	test.concurrent.for([['first', 'second'], ['second', 'first']] as const)('when the %s ends, the %s one is never given its run', {timeout: 180_000}, async ([ending, staying], {onTestFinished}) => {
		const scene = await openScene(bed);
		onTestFinished(async () => scene.remove());
		await idle('a')(scene);
		const {name, container} = scene.members.get('a')!;
		const twins = await beginBoth(scene);
		const ended = twins.find(({label}) => label === ending)!;
		const live = twins.find(({label}) => label === staying)!;
		const runOf = ({runDirectory}: Status) => typeof runDirectory === 'string' ? hostPath(scene.members.get('a')!, runDirectory) : undefined;
		expect(await ask(scene, name)).toMatchObject({runDirectory: null});

		await bed.engine.exec(container.id, ['sh', '-c', endPython, 'sh', `/gates/${ending}`]);
		await until('its end', async () => {
			const processes = await bed.engine.topProcesses(container.id);
			return processes.filter(({command: words}) => words.includes('train.py')).length === 1;
		});
		// Nothing tells yet which of the two goes on.
		expect(runOf(await ask(scene, name))).not.toBe(ended.run);
		const {stdout} = await answer(scene, ['ls', '--json']);
		const {containers} = JSON.parse(stdout) as {readonly containers: ReadonlyArray<Status & {readonly name: string}>};
		expect(runOf(containers.find(listed => listed.name === name)!)).not.toBe(ended.run);

		const {mtimeMs: stoodStillAt} = await stat(path.join(ended.run, 'results.csv'));
		await until('the ended run to stand still for long', () => Date.now() - stoodStillAt > 62_500, 90_000);
		live.completed++;
		await openGate(live, live.completed);
		await untilHeld({...live, label: staying});
		expect(await ask(scene, name)).toMatchObject({status: 'training', epoch: expect.toSatisfy((epoch: number) => epoch >= live.completed) as number});
		expect(runOf(await ask(scene, name))).toBe(live.run);
		expect(await scene.yolotop(['resume', `${name}:runs/train/${path.basename(live.run)}`, '-y'])).toMatchObject({exitCode: 1});
	});
});
