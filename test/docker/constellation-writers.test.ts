import {utimes} from 'node:fs/promises';
import path from 'node:path';
import {
	expect,
	test,
	vi,
} from 'vitest';
import {
	epochsOf,
	removeContainers,
	type Scene,
} from './constellation-bed.ts';
import {interrupt} from './constellation-events.ts';
import {
	find,
	idle,
	train,
	trainOnMachine,
} from './constellation-steps.ts';
import {createDelayingProxy} from './delaying-proxy.ts';
import {
	describeWithEngine,
	openEngineBed,
	testImage,
	until,
} from './engine-fixture.ts';
import {createRenamingProxy} from './renaming-proxy.ts';
import {createSceneSetUp} from './scene-set-up.ts';

vi.setConfig({testTimeout: 120_000});

describeWithEngine('a directory that somebody writes', await openEngineBed(), bed => {
	const {setUp, cleanUps} = createSceneSetUp(bed);

	/** Runs a command that must start nothing. */
	async function expectRefusal(scene: Scene, label: string, words: readonly string[], options?: Parameters<Scene['yolotop']>[1]) {
		const training = find(scene, label);
		const before = await epochsOf(training);
		const known = new Set([...scene.members.values()].map(({name}) => name));
		const {exitCode, stderr, stdout} = await scene.yolotop(words, options);
		const started = await removeContainers(bed, name => name.startsWith(scene.prefix) && !known.has(name));
		expect(started, `started by ${words.join(' ')}`).toEqual([]);
		expect(exitCode, `${words.join(' ')}: ${stdout}${stderr}`).toBe(1);
		expect(await epochsOf(training)).toEqual(before);
		return stderr;
	}

	const checkpoint = 'runs/train/exp/weights/last.pt';
	const again = ['--data', 'data/mydata.yaml', '--weights', 'yolov5n.pt', '--workers', '1', '--epochs', '3', '--exist-ok'];

	/** The ways to begin a training in the directory of one that goes on, with a new container or process. */
	const beginnings: ReadonlyArray<readonly [name: string, isLocal: boolean, command: readonly string[]]> = [
		['a container that resumes it', false, ['python', 'train.py', '--resume', checkpoint]],
		['a container that takes its directory', false, ['python', 'train.py', ...again]],
		['a process that resumes it', true, ['python3', 'train.py', '--resume', checkpoint]],
		['a process that takes its directory', true, ['python3', 'train.py', ...again]],
	];

	const wordsOf = (scene: Scene, isLocal: boolean, command: readonly string[]) => isLocal
		? ['run', '--local', '-y', '--', ...command]
		: ['run', '-y', '--network', 'none', '--name', `${scene.prefix}new`, '-v', `${scene.root}:/work`, '-w', '/work/yolov5', testImage, '--', ...command];

	test.each(beginnings)('is not given to %s while a container trains in it', async (_, isLocal, command) => {
		const scene = await setUp(train('a', 'runs/train/exp'));
		const stderr = await expectRefusal(scene, 'a', wordsOf(scene, isLocal, command), {cwd: path.join(scene.root, 'yolov5')});
		expect(stderr).toContain(scene.members.get('a')!.name);
	});

	test.each(beginnings)('is not given to %s while a process of the machine trains in it', async (_, isLocal, command) => {
		const scene = await setUp(trainOnMachine('m', 'runs/train/exp'));
		const stderr = await expectRefusal(scene, 'm', wordsOf(scene, isLocal, command), {cwd: path.join(scene.root, 'yolov5')});
		expect(stderr).toContain(String(find(scene, 'm').process!.pid));
	});

	test('is left alone when its files changed after its training had ended, by nobody knows whom, until they have rested', async () => {
		const scene = await setUp(train('a', 'runs/train/exp'), interrupt('a'));
		const {run} = find(scene, 'a');
		const {name} = scene.members.get('a')!;
		const changeAt = async (ageSeconds: number) => {
			const at = new Date(Date.now() - (ageSeconds * 1000));
			await Promise.all(['results.csv', 'weights/last.pt', 'weights/best.pt'].map(async file => utimes(path.join(run, file), at, at)));
		};

		// A network drive may be written from another machine, which this one cannot see. That was later than the end, by any clock.
		await until('the end is some seconds ago', async () => {
			const {State: {FinishedAt: end}} = await scene.members.get('a')!.container.inspect();
			return Date.now() - Date.parse(end) > 4000;
		});
		await changeAt(0);
		for (const words of [['resume', name, '-y'], ['resume', run, '-y'], ['resume', name, '--way', 'edit', '--batch-size', '2', '-y']]) {
			expect(await expectRefusal(scene, 'a', words)).toContain('exp');
		}

		await changeAt(3600);
		expect(await scene.yolotop(['resume', name, '--dry-run'])).toMatchObject({exitCode: 0});
	});

	test('is not resumed by a container whose run another has resumed, however late the engine answers', async () => {
		const scene = await setUp(train('a', 'runs/train/exp'), interrupt('a'), train('b', 'runs/train/exp', {continues: 'a', flags: ['--resume', checkpoint]}));
		const slow = await createDelayingProxy(bed.socketPath, 5000);
		cleanUps.push(async () => slow.close());
		const environment = Object.fromEntries([['DOCKER_HOST', `unix://${slow.socketPath}`]]);
		const {name} = scene.members.get('a')!;
		const answers = await Promise.all([name, find(scene, 'b').run].map(async target => expectRefusal(scene, 'b', ['resume', target, '-y'], {environment, limitMs: 90_000})));
		for (const stderr of answers) {
			// Either who writes it, or that this could not be found out.
			expect(stderr).toMatch(new RegExp(`${scene.members.get('b')!.name}|did not answer`));
		}
	});

	/** How two containers may name one directory: typed at a Windows prompt, in WSL, on a Mac, and as Docker Desktop's own machine has it. */
	const spellings: ReadonlyArray<readonly [ofWhole: string, ofPart: string]> = [
		[String.raw`C:\Users\me\3588`, String.raw`C:\Users\me\3588\yolov5`],
		[String.raw`C:\Users\me\3588`, String.raw`c:\users\me\3588\yolov5`],
		['C:/Users/me/3588', String.raw`C:\Users\me\3588\yolov5`],
		[String.raw`C:\Users\me\3588`, '/run/desktop/mnt/host/c/Users/me/3588/yolov5'],
		['/mnt/c/Users/me/3588', '/run/desktop/mnt/host/c/Users/me/3588/yolov5'],
		['//c/Users/me/3588', '/mnt/c/Users/me/3588/yolov5'],
		['/Users/me/3588', '/host_mnt/Users/me/3588/yolov5'],
	];

	test('is known by every name that Docker Desktop and WSL have for it', async () => {
		const scene = await setUp(train('a', 'runs/train/exp'), idle('b', {at: '/app', part: 'yolov5', workingDirectory: '/app'}));
		const before = await epochsOf(find(scene, 'a'));
		const problems = await Promise.all(spellings.map(async ([ofWhole, ofPart]) => {
			const proxy = await createRenamingProxy(bed.socketPath, new Map([[scene.root, ofWhole], [path.join(scene.root, 'yolov5'), ofPart]]));
			cleanUps.push(async () => proxy.close());
			const {exitCode, stdout, stderr} = await scene.yolotop(['resume', `${scene.members.get('b')!.name}:/app/runs/train/exp`, '-y'], {
				environment: Object.fromEntries([['DOCKER_HOST', `unix://${proxy.socketPath}`]]),
			});
			return exitCode === 1 && stderr.includes(scene.members.get('a')!.name) ? [] : [`${ofWhole} and ${ofPart}: ${exitCode} ${stdout}${stderr}`];
		}));
		expect(problems.flat()).toEqual([]);
		expect(await epochsOf(find(scene, 'a'))).toEqual(before);
	});
});
