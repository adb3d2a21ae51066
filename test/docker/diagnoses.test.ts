
import {Buffer} from 'node:buffer';
import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import {runMain} from '../cli/run-main.ts';
import {readRecordings} from '../recordings.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {createTrainingContainer, trainCommand} from './training-container.ts';
import {createTestContainer, type TestContainer, type TestContainerOptions} from './test-container.ts';

const recordings = new Map(readRecordings().map(recording => [recording.name, recording]));
const mebibyte = 2 ** 20;

type Told = {readonly type: string; readonly rule?: string; readonly severity?: string; readonly action?: string; readonly what?: string; readonly evidence?: readonly string[]};

describeWithEngine('diagnoses of real containers', await openEngineBed(), bed => {
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

	/** Follows with `yolotop events`, as any other program would. */
	function followEvents(name: string): readonly Told[] {
		const told: Told[] = [];
		const controller = new AbortController();
		let text = '';
		const running = runMain(['events', name], {
			flags: {host: bed.host}, signal: controller.signal, onOutput(piece) {
				text += piece;
				const lines = text.split('\n');
				text = lines.pop()!;
				told.push(...lines.map(line => JSON.parse(line) as Told));
			},
		});
		cleanUps.push(async () => {
			controller.abort({exitCode: 0});
			await running;
		});
		return told;
	}

	const began = (told: readonly Told[], rule: string) => told.find(event => event.type === 'diagnosis-began' && event.rule === rule);

	async function statusOf(name: string): Promise<{readonly diagnoses: readonly Told[]; readonly exitCode: number}> {
		const {stdout, exitCode} = await runMain(['status', name], {flags: {json: true, host: bed.host}});
		return {...JSON.parse(stdout) as {readonly diagnoses: readonly Told[]}, exitCode};
	}

	test('doctor, advice and diagnosis name one size for a shared memory that fills up', async () => {
		const container = await createTrainingContainer(bed, {command: [...trainCommand, '--epochs', '9'], hostConfig: {ShmSize: 64 * mebibyte}, pace: {isGated: true}});
		cleanUps.push(async () => container.remove());
		await container.openGate(2);
		await bed.engine.exec(container.id, ['/bin/sh', '-c', 'dd if=/dev/zero of=/dev/shm/full bs=1M count=60']);
		await until('the first batches', async () => await container.readCount('gate.at') === 2);
		const flags = {json: true, host: bed.host};
		const doctor = await runMain(['doctor', container.name], {flags});
		const check = (JSON.parse(doctor.stdout) as {readonly checks: ReadonlyArray<{readonly check: string; readonly commands: readonly string[]}>}).checks.find(one => one.check === 'shared-memory');
		const advice = await runMain(['advise', container.name], {flags});
		const {value} = (JSON.parse(advice.stdout) as {readonly recommendations: ReadonlyArray<{readonly name: string; readonly value: number}>}).recommendations.find(one => one.name === 'shmSize')!;
		const size = `--shm-size ${value / (1024 * mebibyte)}g`;
		expect(check?.commands.at(-1)).toContain(`${size} `);
		const {diagnoses} = await statusOf(container.name);
		// From outside it is seen on this machine as root only.
		expect(diagnoses.filter(({rule}) => rule === 'shm-low').every(({action}) => action!.includes(`${size.replace(' ', '=')} `))).toBe(true);
	});

	test('a shared memory of 1 MB is foreseen while the training begins, and named when it ends with a bus error', async () => {
		const recording = recordings.get('bus-error/shm1m-tty')!;
		const container = await start({
			command: ['python3', '/programs/replay-trainer.py', '/recording', '--speed', '0', '--gate', '/shared/gate'],
			recording: recording.directory, hasTerminal: true, hostConfig: {ShmSize: mebibyte},
		});
		const stream = Buffer.concat(recording.frames.map(([, bytes]) => bytes));
		await container.openGate(stream.indexOf('optimizer:'));
		const told = followEvents(container.name);
		const low = await until('shm-low', () => began(told, 'shm-low'), 10_000);
		expect(low).toMatchObject({severity: 'warning', what: expect.stringContaining('1 MiB') as string, action: expect.stringMatching(/--shm-size=\d+g/) as string});
		await container.openGate(stream.length);
		const ended = await until('shm-bus-error', () => began(told, 'shm-bus-error'), 10_000);
		expect(ended).toMatchObject({severity: 'error', what: expect.stringContaining('1 MiB') as string, action: expect.stringMatching(/--shm-size=\d+g/) as string});
		await until('shm-low has ended', () => told.some(event => event.type === 'diagnosis-ended' && event.rule === 'shm-low'), 10_000);
	});

	test('a shared memory that fills up is told before it is full', async () => {
		const recording = recordings.get('v7-detect-tty')!;
		const stream = Buffer.concat(recording.frames.map(([, bytes]) => bytes));
		const container = await start({
			command: ['/bin/sh', '-c', 'dd if=/dev/zero of=/dev/shm/batch bs=1024 count=14500 2>/dev/null; exec python3 /programs/replay-trainer.py /recording --speed 0 --gate /shared/gate'],
			recording: recording.directory, hasTerminal: true, hostConfig: {ShmSize: 16 * mebibyte},
		});
		await container.openGate(stream.indexOf('Starting training for') + 60);
		const told = followEvents(container.name);
		const low = await until('shm-low', () => began(told, 'shm-low'), 15_000);
		expect(low.evidence).toEqual([expect.stringMatching(/^\/dev\/shm: 14\.\d MiB \/ 16 MiB$/)]);
	});

	test('a training that its memory limit has killed', async () => {
		const container = await start({
			command: ['python3', '-c', 'import time\ntime.sleep(1)\nheld = []\nwhile True: held.append(bytearray(4 << 20))'],
			hostConfig: {Memory: 32 * mebibyte, MemorySwap: 32 * mebibyte},
		});
		const told = followEvents(container.name);
		const killed = await until('host-out-of-memory', () => began(told, 'host-out-of-memory'), 15_000);
		expect(killed).toMatchObject({severity: 'error', what: expect.stringContaining('32 MiB') as string, action: expect.stringContaining('--memory') as string});
		expect(killed.evidence).toContain('OOMKilled: true');
		const {diagnoses, exitCode} = await statusOf(container.name);
		expect([diagnoses.map(({rule}) => rule), exitCode]).toEqual([['host-out-of-memory'], 3]);
	});

	test('one that a person has killed is no lack of memory', async () => {
		const container = await start({command: ['python3', '-c', 'import time\ntime.sleep(1000)'], hostConfig: {Memory: 64 * mebibyte}});
		await container.container.kill();
		await container.container.wait();
		const {diagnoses} = await statusOf(container.name);
		expect(diagnoses).toEqual([]);
	});

	test('a container with a GPU on an engine that cannot give one', async () => {
		const container = await start({command: ['python3', '-c', 'print(1)'], isStarted: false, hostConfig: {DeviceRequests: [{Count: -1, Capabilities: [['gpu']]}]}});
		const isRefused = await container.container.start().then(() => false).catch(() => true);
		// An engine with a toolkit starts it; then there is nothing to say.
		const {diagnoses} = await statusOf(container.name);
		expect(diagnoses.map(({rule}) => rule)).toEqual(isRefused ? ['container-toolkit-missing'] : []);
		expect(diagnoses[0]?.action ?? 'sudo nvidia-ctk runtime configure').toContain('sudo nvidia-ctk runtime configure');
	});

	test('results that lie only in the container', async () => {
		const recording = recordings.get('v7-detect-tty')!;
		const container = await start({
			command: ['python3', '/programs/replay-trainer.py', '/recording', '--speed', '0', '--run-directory', '/work/runs/train/exp'],
			recording: recording.directory, hasTerminal: true, workingDirectory: '/work',
		});
		const told = followEvents(container.name);
		const found = await until('output-not-persisted', () => began(told, 'output-not-persisted'), 15_000);
		expect(found).toMatchObject({severity: 'warning', action: expect.stringContaining(`docker cp ${container.name}:/work/runs/train/exp`) as string});
	});
});
