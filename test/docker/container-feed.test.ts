import {Buffer} from 'node:buffer';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import type {TerminalLine} from '../../source/domain/line.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createContainerFeed, type ContainerFeedOptions} from '../../source/feed/container-feed.ts';
import {readFrames, readRecordings} from '../recordings.ts';
import {runFeed, untilEvent, type RunningFeed} from './collect-feed.ts';
import {describeWithEngines} from './engine-beds.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {inspectingTooLate} from './late-inspection.ts';
import {startPodmanBed} from './podman-bed.ts';
import {createTestContainer, type TestContainer, type TestContainerOptions} from './test-container.ts';
import {trainerEnvironment} from './training-container.ts';

const recordings = new Map(readRecordings().map(recording => [recording.name, recording]));

/** Lines of one channel each, because two streams may come in another order than they were recorded in. */
const byChannel = (lines: readonly TerminalLine[]) => (['stdout', 'stderr', 'tty'] as const)
	.map(channel => lines.filter(line => line.channel === channel).map(({text}) => text));

const trainer = (hasGate: boolean) => ['python3', '/programs/replay-trainer.py', '/recording', '--speed', '0', ...(hasGate ? ['--gate', '/shared/gate'] : [])];

/** Where the refreshes of one training bar end in a stream: a bar of an epoch in the middle of the training. */
function refreshesOfAnEpoch(stream: Uint8Array): number[] {
	const text = Buffer.from(stream).toString('latin1');
	const runs: number[][] = [[]];
	for (const match of text.matchAll(/\r[^\n\r]+/g)) {
		// A training bar begins with the epoch; at 100 % it has ended.
		if (/^\r *\d+\/\d+ .*%\|/.test(match[0]) && !match[0].includes('100%')) {
			runs.at(-1)!.push(match.index + match[0].length);
		} else {
			runs.push([]);
		}
	}

	const long = runs.filter(({length}) => length >= 4);
	return long[Math.floor(long.length / 2)]!.slice(0, 8);
}

describeWithEngines('a container as a feed', [['Docker', await openEngineBed()], ['Podman', await startPodmanBed()]], (bed, engineName) => {
	const cleanUps: Array<() => Promise<void>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => {
		await bed.close();
	});

	async function start(options: TestContainerOptions): Promise<TestContainer> {
		const container = await createTestContainer(bed, options);
		cleanUps.push(async () => container.remove());
		return container;
	}

	async function follow(container: TestContainer, {engine = bed.engine, ...options}: ContainerFeedOptions & {readonly isFollowing?: boolean; readonly engine?: Engine} = {}): Promise<RunningFeed> {
		const feed = createContainerFeed(engine, await bed.engine.inspectContainer(container.id), options);
		const running = runFeed(feed, options.isFollowing);
		cleanUps.push(async () => running.stop().catch(() => undefined));
		return running;
	}

	/** Resolves when somebody attaches to a container. */
	async function attachOf(container: TestContainer): Promise<void> {
		for await (const {action} of await bed.engine.openEvents({container: container.id})) {
			if (action === 'attach') {
				return;
			}
		}
	}

	test.each(['v7-detect-tty', 'live-v7-pipe', 'ultralytics-8.3-detect-pipe'])('delivers the whole of %s from an exited container and ends', async name => {
		const recording = recordings.get(name)!;
		const container = await start({command: trainer(false), recording: recording.directory, hasTerminal: recording.frames[0]![0] === 'tty'});
		await container.container.wait();
		for (const isFollowing of [true, false]) {
			const running = await follow(container, {isFollowing});
			await running.ended;
			expect(byChannel(running.lines)).toEqual(byChannel(readFrames(recording.frames).lines));
			expect(running.latest('container-changed')!.container).toMatchObject({status: 'exited', exitCode: 0});
			expect(running.latest('connection-changed')!.connection).toEqual({kind: 'ended'});
			expect(running.events[0]).toMatchObject({type: 'target-described', target: {kind: 'container', id: container.id.slice(0, 12)}});
		}
	});

	test.each(engineName === 'Podman' ? ['v7-detect-tty'] : ['v7-detect-tty', 'live-v7-pipe'])('moves with the bar of %s while the record stands still', async name => {
		const recording = recordings.get(name)!;
		const hasTerminal = recording.frames[0]![0] === 'tty';
		const stream = readFileSync(path.join(recording.directory, 'stream.raw'));
		const container = await start({command: trainer(true), recording: recording.directory, hasTerminal});
		const refreshes = refreshesOfAnEpoch(stream);
		await container.openGate(refreshes[0]!);
		const attached = attachOf(container);
		const running = await follow(container);
		const history = () => running.events.filter(({type}) => type === 'epoch-completed').length;
		await attached;
		// A frame's header may be between the refresh and the next.
		await until('the training stands', async () => await container.readCount('gate.at') >= refreshes[0]! - 8);
		// The attach stream may be there before the record of what was printed until then.
		await untilEvent(running, 'the end of the past', event => event.type === 'connection-changed' && event.connection.kind === 'open');
		let before: number | undefined;
		const position = () => JSON.stringify(running.latest('epoch-progressed')?.progress);
		const positions = new Set<string>();
		for (const end of refreshes.slice(1)) {
			const shown = position();
			await container.openGate(end);
			await until('the refresh on screen', () => position() !== shown, 5000);
			before ??= history();
			positions.add(position());
		}

		expect(positions.size).toBe(refreshes.length - 1);
		expect(history()).toBe(before);
		await container.openGate(stream.length);
		await running.ended;
		expect(byChannel(running.lines)).toEqual(byChannel(readFrames(recording.frames).lines));
	});

	// What follows an engine's own record is tried with both; the rest is the same for every engine of the contract.
	if (engineName === 'Podman') {
		return;
	}

	test('shows the present bar without following', async () => {
		const script = String.raw`echo before; while :; do for i in 1 2 3 4 5 6 7 8 9; do printf '\r  %s0%%|##| %s0/100' $i $i; sleep 0.05; done; done`;
		const container = await start({command: ['sh', '-c', script], hasTerminal: true});
		await until('the first line in the log', async () => {
			const log = await container.container.logs({stdout: true});
			return log.length > 0;
		});
		const running = await follow(container, {isFollowing: false});
		await running.ended;
		expect(running.lines.map(({text}) => text)).toEqual(['before']);
		expect(running.transient()[0]?.text).toMatch(/\d0%\|##\| \d0\/100/);
		expect(running.latest('connection-changed')?.connection).toEqual({kind: 'open'});
	});

	test('goes on when the container is started again', async () => {
		const container = await start({command: ['sh', '-c', 'echo begin; printf "1%%\r2%%"; sleep 1000'], hasTerminal: true});
		const running = await follow(container, {waitsForRestart: true});
		await until('the first run', () => running.lines.length > 0);
		await container.container.kill();
		await untilEvent(running, 'the end', event => event.type === 'container-changed' && event.container.exitCode === 137);
		await untilEvent(running, 'the end of the output', event => event.type === 'connection-changed' && event.connection.kind === 'ended');
		await container.container.start();
		await until('the second run', () => running.lines.filter(({text}) => text.endsWith('begin')).length === 2);
		await until('the start', () => running.latest('container-changed')?.container.status === 'running');
		await running.stop();
		expect(running.lines.map(({text}) => text)).toEqual(['begin', '2%begin']);
	});

	test('ends with a container that vanishes', async () => {
		const container = await start({command: ['sh', '-c', 'echo here; sleep 1; exit 7'], hostConfig: {AutoRemove: true}});
		const running = await follow(container, {waitsForRestart: true, engine: inspectingTooLate(bed.engine)});
		await running.ended;
		expect(running.lines.map(({text}) => text)).toEqual(['here']);
		expect(running.latest('container-changed')?.container).toMatchObject({status: 'removed', exitCode: 7});
	});

	test('tells of a pause, and of the end of a training that was started by exec', async () => {
		const container = await start({command: ['sleep', '1000']});
		await container.container.pause();
		await container.container.unpause();
		const running = await follow(container);
		await container.container.pause();
		await untilEvent(running, 'the pause', event => event.type === 'container-changed' && event.container.status === 'paused');
		await container.container.unpause();
		await untilEvent(running, 'the end of the pause', event => event.type === 'container-changed' && event.container.status === 'running' && event.at !== undefined);
		writeFileSync(path.join(container.directory, 'train.py'), 'import sys; sys.exit(9)\n');
		const exec = await container.container.exec({Cmd: ['python3', '/shared/train.py']});
		await exec.start({Detach: true});
		expect(await untilEvent(running, 'the exit', event => event.type === 'process-exited')).toMatchObject({exitCode: 9});
	});

	test.each([
		['the working directory', {workingDirectory: '/work/yolo'}, 'cd /'],
		['a directory that the command changes to', {workingDirectory: '/'}, 'mkdir -p /work/yolo && cd /work/yolo'],
	])('reads the files of the run directory, relative to %s', async (_, {workingDirectory}, change) => {
		const recording = recordings.get('v7-detect-tty')!;
		const stream = readFileSync(path.join(recording.directory, 'stream.raw'));
		const container = await start({
			command: ['bash', '-c', `${change} && exec python3 /programs/replay-trainer.py /recording --speed 0 --gate /shared/gate --run-directory /work/yolo/runs/train/exp`],
			hasTerminal: true,
			recording: recording.directory,
			workingDirectory,
		});
		await container.openGate(Math.floor(stream.length * 0.7));
		const running = await follow(container);
		const read = await until('results.csv', () => running.latest('history-read'));
		expect(read.records.length).toBeGreaterThan(10);
		expect(running.latest('settings-read')).toMatchObject({framework: {name: 'yolov5'}});
		expect(running.latest('settings-read')!.settings.epochs).toBe('30');
		expect(await until('last.pt', () => running.latest('checkpoints-observed'))).toMatchObject({checkpoints: [{name: 'last.pt'}]});
		await container.openGate(stream.length);
		await running.ended;
		expect(running.latest('history-read')!.records).toHaveLength(30);
	});

	test.each([
		['on a mount', '/shared', false],
		['in the writable layer', '/root/deep', false],
		['in a container whose shell goes on elsewhere', '/shared', true],
	])('finds the run directory of a training that was started after a change of directory and is gone: %s', async (_, place, isShellLeft) => {
		// The place is one that no part of the command names, and an older run of the same name has other rows.
		const container = await start({
			command: ['bash', '-c', `mkdir -p ${place}/{new,old/runs/train/exp}; cd ${place}/n*w; python /programs/yolo-trainer.py --data my.yaml --weights '' --epochs 2 --workers 0; sed 's/ 0[.]/ 0.9/g' runs/train/exp/results.csv >../old/runs/train/exp/results.csv; cd /; touch /shared/done; ${isShellLeft ? 'sleep 1000; true' : 'true'}`],
			environment: trainerEnvironment({speed: 50, batches: 2, saveSeconds: 0.01}),
		});
		await until('its end', async () => {
			const {state} = await bed.engine.inspectContainer(container.id);
			return existsSync(path.join(container.directory, 'done')) && (isShellLeft || state.status === 'exited');
		});
		const {events, ended} = await follow(container, {isFollowing: false});
		await ended;
		expect(events).toContainEqual(expect.objectContaining({type: 'run-directory-located', path: `${place}/new/runs/train/exp`}));
		expect(events.find(event => event.type === 'history-read')).toMatchObject({records: [{epoch: 1}, {epoch: 2}]});
	});
});

describeWithEngine('the speed of a training', await openEngineBed(), bed => {
	afterAll(async () => {
		await bed.close();
	});

	test.each([true, false])('stays full while yolotop is attached and while it is suspended, terminal %s', async hasTerminal => {
		const container = await createTestContainer(bed, {command: ['python3', '/programs/counter.py', '/shared/count'], hasTerminal});
		try {
			const feed = createContainerFeed(bed.engine, await bed.engine.inspectContainer(container.id));
			const running = runFeed(feed);
			await until('output', () => running.lines.length > 1000);
			const attached = await container.readCount('count');
			await until('six megabytes while attached', async () => await container.readCount('count') > attached + 6_000_000);
			feed.suspend!();
			const suspended = await container.readCount('count');
			// Nothing of yolotop runs while it is suspended.
			const end = performance.now() + 4000;
			while (performance.now() < end) {
				Buffer.alloc(1000);
			}

			expect(await container.readCount('count')).toBeGreaterThan(suspended + 5_000_000);
			feed.resume!();
			await running.stop();
		} finally {
			await container.remove();
		}
	});
});
