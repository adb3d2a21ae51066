import {PassThrough} from 'node:stream';
import {
	afterEach,
	expect,
	test,
	vi,
} from 'vitest';
import type {RunEvent} from '../../source/domain/event.ts';
import type {TerminalLine} from '../../source/domain/line.ts';
import {createShellFeed, type ShellPace} from '../../source/feed/shell-feed.ts';
import type {ContainerTraining} from '../../source/training/find-trainings.ts';

const training = (pid: number, standardOutput: string) => ({process: {pid, standardOutput, command: ['python', 'train.py']}} as unknown as ContainerTraining);

const options = 'train: weights=yolov5s.pt, cfg=, data=coco128.yaml, hyp=hyp.yaml, epochs=3, batch_size=16, imgsz=640, resume=False, workers=8, project=runs/train, name=exp\r\n';
const epoch = '      Epoch    GPU_mem   box_loss   obj_loss   cls_loss  Instances       Size\r\n'
	+ '        0/2         0G       0.12    0.01501    0.04501         25        640: 100%|██████████| 6/6 00:01\r\n'
	+ '                 Class     Images  Instances          P          R      mAP50   mAP50-95: 100%|██████████| 3/3 00:00\r\n'
	+ '                   all         47        112        0.1        0.2       0.02      0.005\r\n\r\n';

const closings: Array<() => void> = [];

afterEach(() => {
	for (const close of closings.splice(0)) {
		close();
	}
});

/** A shell on /dev/pts/1 with what trains in its container. */
function openShell(pace: ShellPace = {followedEveryMs: 5, pauseMs: 1, lastWordsMs: 5}) {
	const output = new PassThrough();
	const stop = new AbortController();
	const events: RunEvent[] = [];
	const lines: TerminalLine[] = [];
	const followed: Array<number | undefined> = [];
	let running: readonly ContainerTraining[] = [];
	let isWelcome = true;
	let looks = 0;
	closings.push(() => {
		stop.abort();
	});
	const done = createShellFeed({
		pace,
		target: {
			kind: 'container', name: 'box', id: '1', image: 'i',
		},
		output,
		terminal: Promise.resolve('/dev/pts/1'),
		trainings: {
			async list() {
				looks++;
				return running;
			},
			isRunning: async ({process: {pid}}) => running.some(({process}) => process.pid === pid),
		},
		listener: {
			mayFollow: () => isWelcome,
			onFollowed(what) {
				followed.push(what?.process.pid);
				events.push({type: 'training-observed'});
			},
		},
	}).run(batch => {
		events.push(...batch.events);
		lines.push(...batch.lines);
	}, {signal: stop.signal, isFollowing: true});
	return {
		output,
		events,
		lines,
		followed,
		done,
		stop,
		looks: () => looks,
		train(...what: readonly ContainerTraining[]) {
			running = what;
		},
		welcome(isWelcomeNow: boolean) {
			isWelcome = isWelcomeNow;
		},
		say(text: string) {
			output.write(text);
		},
		/** Until a line was delivered and what it said has been looked at. */
		async untilRead(text: string) {
			await vi.waitFor(() => {
				expect(lines.map(line => line.text)).toContain(text);
			});
		},
		async untilFollowed(...pids: ReadonlyArray<number | undefined>) {
			await vi.waitFor(() => {
				expect(followed).toEqual(pids);
			});
		},
		async untilLooked(count: number) {
			await vi.waitFor(() => {
				expect(looks).toBeGreaterThanOrEqual(count);
			});
		},
		types: () => events.map(({type}) => type),
	};
}

test('a training that prints to its terminal is followed from its first word to its last one', async () => {
	const shell = openShell();
	shell.train(training(7, '/dev/pts/1'));
	shell.say(`root@box:/# python train.py\r\n${options}`);
	await shell.untilFollowed(7);
	expect(shell.types().slice(0, 2)).toEqual(['training-observed', 'process-started']);
	shell.say(epoch);
	await vi.waitFor(() => {
		expect(shell.types()).toContain('epoch-completed');
	});
	shell.train();
	await shell.untilFollowed(7, undefined);
	const [known, looked] = [shell.events.length, shell.looks()];
	shell.say(`${options}${epoch}later\r\n`);
	await shell.untilRead('later');
	await shell.untilLooked(looked + 1);
	expect(shell.events.length).toBe(known);
});

test.each([
	['nothing trains', []],
	['a training prints elsewhere', [training(7, '/dev/pts/0')]],
	['a training of the shell prints into a file', [training(7, '/work/train.log')]],
])('a log that is shown in it says nothing of the run: %s', async (_, running) => {
	const shell = openShell();
	shell.train(...running);
	for (const count of [1, 2, 3]) {
		shell.say(`root@box:/# cat train.log\r\n${options}${epoch}`);
		await shell.untilLooked(count);
	}

	await shell.untilRead('root@box:/# cat train.log');
	expect(shell.events).toEqual([]);
	expect(shell.followed).toEqual([]);
});

test('a training that is not of the run on the screen gives lines alone as long as that is so', async () => {
	const shell = openShell();
	shell.train(training(7, '/dev/pts/1'));
	shell.welcome(false);
	shell.say(`${options}${epoch}$ ls\r\n`);
	await shell.untilRead('$ ls');
	await shell.untilLooked(3);
	expect(shell.events).toEqual([]);
	// What it has said is not lost when the other one is over.
	shell.welcome(true);
	await shell.untilFollowed(7);
	expect(shell.types()[1]).toBe('process-started');
	expect(shell.types()).toContain('epoch-completed');
});

test('a long log raises no more than one look in a while', async () => {
	const shell = openShell({followedEveryMs: 5, pauseMs: 60_000, lastWordsMs: 5});
	for (let index = 0; index < 10; index++) {
		shell.say(`${epoch}${index} passed\r\n`);
		await shell.untilRead(`${index} passed`);
	}

	expect(shell.looks()).toBe(1);
	expect(shell.events).toEqual([]);
});

test('one training after another is followed', async () => {
	const shell = openShell();
	shell.train(training(7, '/dev/pts/1'));
	shell.say(options);
	await shell.untilFollowed(7);
	shell.train(training(9, '/dev/pts/1'));
	shell.say(options + epoch);
	await shell.untilFollowed(7, 9);
	await vi.waitFor(() => {
		expect(shell.types()).toContain('epoch-completed');
	});
	expect(shell.types().filter(type => type === 'process-started')).toHaveLength(2);
});

test('what editors and monitors send to a terminal comes as printable text alone, and says nothing', async () => {
	const shell = openShell();
	const escape = '\u{1B}';
	const editor = [
		`${escape}[?2004hroot@box:/# vim train.py\r\n${escape}[?2004l`,
		`${escape}[?1049h${escape}[22;0;0t${escape}[>4;2m${escape}[?1h${escape}=${escape}[1;24r${escape}[?12h${escape}[27m${escape}[H${escape}[2J`,
		`${escape}]11;?${escape}\\${escape}P+q436f${escape}\\${escape}[1;1Himport torch\r\n${escape}[34m~${escape}[0m\r\n${escape}[24;1H"train.py" 1L\u{7}\u{8}`,
		`${escape}[?1l${escape}>${escape}[?1049l`,
		`${escape}[?1049h${escape}[1;24r${escape}(B${escape}[m${escape}[4l${escape}[?7h${escape}[?1000h  PID USER${escape}[2;3H${escape}[30m${escape}[46m 1 root${escape}[39;49m${escape}(B\r\n${escape}[?1000l`,
		'\u{9B}2J\u{E}\u{F}end\r\n',
	].join('');
	// Byte by byte, as a slow line brings it.
	for (const character of editor) {
		shell.output.write(character);
	}

	shell.output.end();
	await shell.done;
	expect(shell.lines.length).toBeGreaterThan(3);
	for (const {text, styledText = ''} of shell.lines) {
		expect(text).toMatch(/^[\u{20}-\u{7E}]*$/u);
		expect(styledText.replaceAll(/\u{1B}\[[\d:;]*m/gu, '')).toMatch(/^[\u{20}-\u{7E}]*$/u);
	}

	expect(shell.events).toEqual([]);
});

test.each(['the shell ends', 'its run is let go'])('when %s, nothing more comes', async how => {
	const shell = openShell();
	shell.train(training(7, '/dev/pts/1'));
	shell.say(options);
	await shell.untilFollowed(7);
	if (how === 'the shell ends') {
		shell.output.destroy();
	} else {
		shell.stop.abort();
	}

	await shell.done;
	expect(shell.followed).toEqual([7, undefined]);
});
