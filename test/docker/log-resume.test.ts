import {createHash} from 'node:crypto';
import {afterAll, expect, test} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {createLogFollower} from '../../source/engine/log-follower.ts';
import type {Connection} from '../../source/domain/run.ts';
import {startPodmanBed} from './podman-bed.ts';
import {describeWithEngines} from './engine-beds.ts';
import {createCuttingProxy} from './cutting-proxy.ts';
import {
	describeWithEngine,
	openEngineBed,
	startEngineBed,
	until,
} from './engine-fixture.ts';
import {createTestContainer} from './test-container.ts';

/** The bytes of each stream, in order. */
type Received = {readonly bytes: () => number; readonly digests: () => Readonly<Record<string, string>>};

function read(engine: Engine, container: string, hasTerminal: boolean, options: {readonly isFollowing: boolean; readonly signal?: AbortSignal; readonly windowMessages?: number}) {
	const hashes = new Map<string, ReturnType<typeof createHash>>();
	const connections: Connection[] = [];
	let bytes = 0;
	const follower = createLogFollower({
		engine, container, hasTerminal, firstRetryMs: 5, windowMessages: options.windowMessages,
	}, {
		onMessages(messages) {
			for (const {channel, body} of messages) {
				const hash = hashes.get(channel) ?? createHash('sha256');
				hashes.set(channel, hash.update(body));
				bytes += body.length;
			}
		},
		onConnection(connection) {
			connections.push(connection);
		},
	});
	const received: Received = {
		bytes: () => bytes,
		digests: () => Object.fromEntries(['stdout', 'stderr', 'tty'].map(channel => [channel, hashes.get(channel)?.copy().digest('hex') ?? ''])),
	};
	return {
		received, connections, follower, end: follower.read({signal: options.signal ?? new AbortController().signal, isFollowing: options.isFollowing}),
	};
}

type Break = readonly [hasTerminal: boolean, windowMessages: number, logConfig: {readonly Type?: string}, messages: number];

/** Podman has the same reader before it, so it is held to less of it. */
const breaks: Readonly<Record<'Docker' | 'Podman', readonly Break[]>> = {
	Docker: [
		[true, 1000, {}, 2500],
		[false, 1000, {}, 2500],
		[false, 20, {}, 2500],
		[true, 20, {}, 2500],
		[false, 200, {Type: 'local'}, 2500],
	],
	Podman: [[false, 20, {}, 1000], [true, 200, {}, 1000]],
};

const beds = [['Docker', await openEngineBed()], ['Podman', await startPodmanBed()]] as const;

describeWithEngines('the record over broken connections', beds, (bed, engineName) => {
	afterAll(async () => {
		await bed.close();
	});

	test.each(breaks[engineName])('is byte for byte the whole log: terminal %s, window %i, log driver %j', async (hasTerminal, windowMessages, logConfig, messages) => {
		const container = await createTestContainer(bed, {
			command: ['python3', '/programs/noise.py', String(messages), '400'],
			hasTerminal,
			hostConfig: logConfig.Type === undefined ? {} : {LogConfig: {Type: logConfig.Type, Config: {}}},
		});
		const proxy = await createCuttingProxy(bed.socketPath);
		try {
			const engine = await connectEngine({host: `unix://${proxy.socketPath}`});
			// Breaks in the middle of answers, at a new place each time.
			let draw = 7;
			proxy.cutAfter(() => {
				draw = (draw * 48_271) % 2_147_483_647;
				return 300 + (draw % 60_000);
			});
			const {received, connections, end} = read(engine, container.id, hasTerminal, {isFollowing: true, windowMessages});
			const cutting = setInterval(() => {
				proxy.cut();
			}, 170);
			await until('the end of the training', async () => {
				const {state} = await bed.engine.inspectContainer(container.id);
				return state.status === 'exited';
			});
			clearInterval(cutting);
			proxy.cutAfter(undefined);
			expect(await end).toBe('stopped');
			engine.close();
			expect(proxy.cuts()).toBeGreaterThanOrEqual(8);
			expect(connections.filter(({kind}) => kind === 'reconnecting').length).toBeGreaterThanOrEqual(5);
			const whole = read(bed.engine, container.id, hasTerminal, {isFollowing: false});
			await whole.end;
			expect(received.bytes()).toBe(whole.received.bytes());
			expect(received.digests()).toEqual(whole.received.digests());
		} finally {
			await proxy.close();
			await container.remove();
		}
	});

	test('goes on when the container is started again', async () => {
		const container = await createTestContainer(bed, {command: ['sh', '-c', 'echo begin; printf unfinished']});
		try {
			const bodies: string[] = [];
			const follower = createLogFollower({engine: bed.engine, container: container.id, hasTerminal: false}, {
				onMessages(messages) {
					bodies.push(...messages.map(({body}) => new TextDecoder().decode(body)));
				},
				onConnection: () => undefined,
			});
			for (let run = 0; run < 3; run++) {
				expect(await follower.read({signal: new AbortController().signal, isFollowing: true})).toBe('stopped');
				await container.container.start();
				await container.container.wait();
			}

			expect(await follower.read({signal: new AbortController().signal, isFollowing: true})).toBe('stopped');
			expect(bodies).toEqual(Array.from({length: 4}, () => ['begin\n', 'unfinished']).flat());
		} finally {
			await container.remove();
		}
	});

	test('ends when the container is removed', async () => {
		const container = await createTestContainer(bed, {command: ['sleep', '1000']});
		const {end} = read(bed.engine, container.id, false, {isFollowing: true});
		await container.remove();
		expect(['removed', 'stopped']).toContain(await end);
		expect(await read(bed.engine, container.id, false, {isFollowing: true}).end).toBe('removed');
	});

	// Podman keeps its logs otherwise.
	if (engineName === 'Podman') {
		return;
	}

	test('repeats nothing when the log is rotated', async () => {
		const container = await createTestContainer(bed, {
			command: ['python3', '-c', 'import time\nfor i in range(40000):\n    print(i, "x" * 90, flush=True)\n    if i % 100 == 0: time.sleep(0.02)'],
			hostConfig: {LogConfig: {Type: 'json-file', Config: {'max-size': '1m', 'max-file': '5'}}},
		});
		try {
			const numbers: number[] = [];
			let rest = '';
			const follower = createLogFollower({engine: bed.engine, container: container.id, hasTerminal: false}, {
				onMessages(messages) {
					for (const {body} of messages) {
						rest += new TextDecoder().decode(body);
						const lines = rest.split('\n');
						rest = lines.pop()!;
						numbers.push(...lines.map(line => Number(line.split(' ', 1)[0])));
					}
				},
				onConnection: () => undefined,
			});
			await follower.read({signal: new AbortController().signal, isFollowing: true});
			expect(numbers.at(-1)).toBe(39_999);
			expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
			expect(new Set(numbers).size).toBe(numbers.length);
			// Docker 20.10 skips whole files when the reader is late; it never did more than a few.
			expect(numbers.length).toBeGreaterThan(20_000);
		} finally {
			await container.remove();
		}
	});
});

describeWithEngine('the record over the death of the engine', await startEngineBed(), bed => {
	afterAll(async () => {
		await bed.close();
	});

	test('reports it, and goes on when the engine is back', async () => {
		const container = await createTestContainer(bed, {command: ['sh', '-c', 'echo one; sleep 1000'], hostConfig: {RestartPolicy: {Name: 'always'}}});
		const controller = new AbortController();
		const {received, connections, end} = read(bed.engine, container.id, false, {isFollowing: true, signal: controller.signal});
		await until('the first line', () => received.bytes() === 4);
		await bed.kill('SIGKILL');
		await until('the report', () => connections.some(({kind}) => kind === 'reconnecting'));
		await bed.restart();
		await until('the line of the second life', () => received.bytes() === 8, 60_000);
		expect(connections.at(-1)).toEqual({kind: 'open'});
		controller.abort(new Error('enough'));
		await expect(end).rejects.toThrow('enough');
		await container.remove();
	}, 120_000);
});
