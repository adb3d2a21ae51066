import {
	expect,
	test,
	vi,
} from 'vitest';
import {bundle} from '../cli/run-bundle.ts';
import {openTerminal, type TestTerminal} from '../screen/fixtures/terminal.ts';
import {
	epochsOf,
	openGate,
	pace,
	pidsOf,
	untilHeld,
	upTo,
	type Scene,
	type Training,
} from './constellation-bed.ts';
import {
	exec,
	find,
	idle,
	train,
} from './constellation-steps.ts';
import {describeWithEngine, openEngineBed} from './engine-fixture.ts';
import {createSceneSetUp} from './scene-set-up.ts';

// Whole trainings; a busy machine needs several times as long.
vi.setConfig({testTimeout: 180_000});

describeWithEngine('the screen of one of several trainings on one mount', await openEngineBed(), bed => {
	const {setUp, cleanUps} = createSceneSetUp(bed);

	function open(scene: Scene, label: string): TestTerminal {
		const screen = openTerminal(bundle, {
			columns: 120, rows: 40, environment: ['LANG=C.UTF-8', `DOCKER_HOST=${bed.host}`, `HOME=${scene.gates}`],
			shell: `exec PROGRAM ${scene.members.get(label)!.name}`,
		});
		cleanUps.push(async () => {
			screen.pty.kill('SIGKILL');
			await screen.exited;
		});
		return screen;
	}

	/** YOLOv5 prints nothing for several seconds while Python reads PyTorch. */
	const startsAfter = (seconds: number) => Object.fromEntries([['TRAINER_START_SECONDS', String(seconds * Number(pace.TRAINER_SPEED))]]);

	/** Whether the screen shows the training in progress after so many epochs; what was drawn of the next one before it was opened is not seen. */
	function isShown(screen: TestTerminal, {epochs}: Training, completed: number): boolean {
		const text = screen.text();
		return text.includes('● training') && [completed, completed + 1].some(epoch => text.includes(`Epoch ${epoch}/${epochs} `));
	}

	/** Nothing of another training may ever have been drawn. */
	function expectNothingOf(screen: TestTerminal, {epochs}: Training): void {
		expect(screen.output()).not.toMatch(new RegExp(String.raw`\d+/${epochs}\b`));
	}

	test('opened before the first output, it waits for the own training', async () => {
		const scene = await setUp(train('a', 'runs/train/exp'), train('b', 'runs/train/exp2', {
			script: 'train_fw2.py', environment: startsAfter(8), hasTerminal: true, isAwaited: false,
		}));
		const [other, own] = [find(scene, 'a'), find(scene, 'b')];
		const screen = open(scene, 'b');
		await screen.until('the screen', () => screen.isAlternate());
		// The other one goes on meanwhile.
		await openGate(other, other.completed + 1);
		other.completed++;
		await untilHeld(other);
		await untilHeld(own);
		await screen.until('the own training', () => isShown(screen, own, own.completed), 60_000);
		await openGate(own, own.completed + 2);
		await screen.until('two epochs later', () => isShown(screen, own, own.completed + 2), 60_000);
		expect(screen.text()).toContain('exp2');
		expectNothingOf(screen, other);
	});

	test('by keys alone, one without a name is stopped after its own epoch, not that of one whose settings were written after its start', async () => {
		const scene = await setUp(
			train('a', 'runs/train/fw', {flags: ['--name', 'fw'], environment: startsAfter(3), isAwaited: false}),
			train('b', 'runs/train/exp', {environment: startsAfter(5)}),
		);
		const [other, own] = [find(scene, 'a'), find(scene, 'b')];
		await untilHeld(other);
		const screen = open(scene, 'b');
		await screen.until('the own training', () => isShown(screen, own, own.completed), 60_000);
		screen.write('s');
		await screen.until('the question how to stop', () => screen.text().includes('nothing is lost'), 60_000);
		screen.write('e');
		await screen.until('the waiting', () => screen.text().includes(`waiting for the end of epoch ${own.completed + 1}`), 60_000);
		await openGate(own, own.completed + 1);
		await screen.until('the end', () => screen.text().includes(`last.pt is whole and holds ${own.completed + 1} epochs`), 60_000);
		expect(await epochsOf(own)).toEqual(upTo(own.completed + 1));
		screen.write('r');
		await screen.until('the plan', () => screen.text().includes('--resume'), 60_000);
		await openGate(own);
		screen.write('y');
		await screen.until('the end of the run', () => screen.text().includes('finished'), 90_000);
		expect(await epochsOf(own)).toEqual(upTo(own.epochs));
		expect(await epochsOf(other)).toEqual(upTo(other.completed));
		expect(await pidsOf(other)).not.toEqual([]);
		expectNothingOf(screen, other);
	});

	test('one that was started by docker exec is shown, not that of another container', async () => {
		const scene = await setUp(idle('a'), exec('a', 'runs/train/exp'), train('b', 'runs/train/exp2'));
		const [own, other] = [find(scene, 'a'), find(scene, 'b')];
		const screen = open(scene, 'a');
		await screen.until('the own training', () => screen.text().includes(`/${own.epochs}`) && screen.text().includes('● training'), 60_000);
		await openGate(own);
		await screen.until('its end', () => screen.text().includes('finished'), 60_000);
		expectNothingOf(screen, other);
	});
});
