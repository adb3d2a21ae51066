import {spawn, spawnSync} from 'node:child_process';
import {closeSync, existsSync, openSync} from 'node:fs';
import {mkdtemp, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {fileURLToPath} from 'node:url';
import Dockerode from 'dockerode';
import {describe, test} from 'vitest';
import {connectEngine} from '../../source/engine/connect.ts';
import type {Engine} from '../../source/engine/engine.ts';
import {leftOutName} from '../left-out.ts';

/** A real engine with the image of the tests. */
export type EngineBed = {
	/** For DOCKER_HOST. */
	readonly host: string;
	readonly socketPath: string;
	readonly docker: Dockerode;
	readonly engine: Engine;
	/** Ends an engine that was started for the tests; leaves one that was found. */
	close(): Promise<void>;
};

/** Python 3, bash and busybox. */
export const testImage = 'yolotop-test';

/** The folder with the programs that the containers run. */
export const programs = fileURLToPath(new URL('.', import.meta.url));

/** Polls until the condition holds. */
export async function until<T>(what: string, condition: () => Promise<T | undefined> | T | undefined, limitMs = 20_000): Promise<NonNullable<T>> {
	const end = performance.now() + limitMs;
	for (;;) {
		const value = await condition();
		if (value) {
			return value;
		}

		if (performance.now() > end) {
			throw new Error(`Timed out: ${what}`);
		}

		await delay(20);
	}
}

let whyNot: string | undefined;

/** Why a bed cannot be had, for what is said of tests that are left out. The first reason counts: without an engine there is no way to one either. */
export function noteWhyNot(reason: string): void {
	whyNot ??= reason;
}

/** Tests in the text of a function, whose imports vitest has written as `__import__.test(…)`; one of a table counts once. */
function countTests(body: (...parameters: never[]) => void): number {
	return Math.max(1, String(body).match(/(?:__\.(?:test|it)\)?|(?<![\w.])(?:test|it))(?:\.\w+)*\(/g)?.length ?? 0);
}

/**
Tests that need an engine. Without one their body is never called, so that it may use the bed anywhere; how many are left out and why
is said after the last test. `counted` is the body whose tests are counted.
*/
export function describeWithEngine<Bed extends EngineBed>(name: string, bed: Bed | undefined, body: (bed: Bed) => void, counted: (...parameters: never[]) => void = body): void {
	if (bed) {
		describe(name, () => {
			body(bed);
		});
		return;
	}

	describe.skip(name, () => {
		test(leftOutName(countTests(counted), whyNot ?? 'what they need is not installed here.'), () => undefined);
	});
}

/**
The engine that DOCKER_HOST or the default socket names, else one that is started for the tests, as root and with dockerd. Undefined
when there is neither.
*/
export async function openEngineBed(): Promise<EngineBed | undefined> {
	try {
		const found = await connectEngine({timeLimitMs: 3000});
		if (found.endpoint.startsWith('unix://')) {
			return await createBed(found.endpoint.slice('unix://'.length), async () => undefined);
		}
	} catch {
		// None there.
	}

	return startEngineBed();
}

/** An engine of our own, which a test may kill. `daemonOptions` are further words for dockerd. */
export async function startEngineBed(daemonOptions: readonly string[] = []): Promise<(EngineBed & {kill(signal: NodeJS.Signals): Promise<void>; restart(): Promise<void>}) | undefined> {
	if (process.getuid?.() !== 0 || spawnSync('dockerd', ['--version']).status !== 0) {
		noteWhyNot('they need a container engine; none answers, and starting one needs root and dockerd.');
		return undefined;
	}

	if (existsSync('/sys/class/net/docker0')) {
		noteWhyNot('they need a container engine; none answers, and starting one would take the network of the engine that uses docker0.');
		return undefined;
	}

	const directory = await mkdtemp(path.join(tmpdir(), 'engine-'));
	const socketPath = path.join(directory, 'docker.sock');
	let daemon: ReturnType<typeof spawn> | undefined;

	async function start(): Promise<'started' | 'failed'> {
		// One that was killed leaves them behind; where nobody takes in dead processes they look alive.
		for (const file of ['pid', 'exec/containerd/containerd.pid']) {
			await rm(path.join(directory, file), {force: true});
		}

		const log = openSync(path.join(directory, 'log'), 'a');
		// A run of a few tests by name closes nothing of the others: it must not outlive the process of the tests.
		const child = spawn('setpriv', [
			'--pdeathsig',
			'TERM',
			'dockerd',
			'--data-root',
			path.join(directory, 'data'),
			'--exec-root',
			path.join(directory, 'exec'),
			'--pidfile',
			path.join(directory, 'pid'),
			'--host',
			`unix://${socketPath}`,
			'--bridge=none',
			'--iptables=false',
			...daemonOptions,
		], {stdio: ['ignore', log, log], detached: true});
		closeSync(log);
		daemon = child;
		const docker = new Dockerode({socketPath});
		for (let attempt = 0; attempt < 600 && child.exitCode === null; attempt++) {
			try {
				await docker.ping();
				return 'started';
			} catch {
				await delay(50);
			}
		}

		return 'failed';
	}

	async function kill(signal: NodeJS.Signals): Promise<void> {
		const child = daemon;
		if (child?.exitCode !== null || child.signalCode !== null) {
			return;
		}

		const ended = new Promise(resolve => {
			child.once('exit', resolve);
		});
		child.kill(signal);
		await ended;
	}

	async function close(): Promise<void> {
		await kill('SIGTERM');
		// The daemon leaves its data mounted, and after a failure more.
		spawnSync('umount', ['--recursive', '--lazy', path.join(directory, 'data')]);
		for (const name of await readdir(path.join(directory, 'exec', 'netns')).catch(() => [])) {
			spawnSync('umount', [path.join(directory, 'exec', 'netns', name)]);
		}

		await rm(directory, {recursive: true, force: true});
	}

	if (await start() === 'failed') {
		await close();
		noteWhyNot('they need a container engine; none answers, and dockerd does not start here.');
		return undefined;
	}

	const bed = await createBed(socketPath, close);
	return bed && {
		...bed,
		kill,
		async restart() {
			if (await start() === 'failed') {
				throw new Error('dockerd does not start again');
			}
		},
	};
}

/** An engine that listens at the socket, or will in a moment, with the image of the tests; `end` ends it. */
export async function createBed(socketPath: string, end: () => Promise<unknown>): Promise<EngineBed | undefined> {
	const docker = new Dockerode({socketPath});
	try {
		await until('the engine', async (): Promise<unknown> => docker.ping().catch(() => undefined), 10_000);
	} catch {
		await end();
		return undefined;
	}

	try {
		await docker.getImage(testImage).inspect();
	} catch {
		if (await importImage(docker) === 'failed') {
			await end();
			noteWhyNot('they need an image that cannot be made without apt.');
			return undefined;
		}
	}

	const host = `unix://${socketPath}`;
	const engine = await connectEngine({host});
	return {
		host,
		socketPath,
		docker,
		engine,
		async close() {
			engine.close();
			await end();
		},
	};
}

async function importImage(docker: Dockerode): Promise<'imported' | 'failed'> {
	const directory = await mkdtemp(path.join(tmpdir(), 'image-'));
	try {
		const file = path.join(directory, 'image.tar');
		const made = spawnSync(path.join(programs, 'make-image.sh'), [file], {encoding: 'utf8'});
		if (made.status !== 0) {
			console.warn(made.stderr);
			return 'failed';
		}

		const stream = await docker.importImage(file, {repo: testImage, changes: ['CMD ["/bin/bash"]', 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin']});
		await new Promise((resolve, reject) => {
			docker.modem.followProgress(stream, (error: Error | null) => { // eslint-disable-line @typescript-eslint/no-restricted-types -- dockerode gives null
				if (error) {
					reject(error);
				} else {
					resolve(undefined);
				}
			});
		});
		return 'imported';
	} finally {
		await rm(directory, {recursive: true, force: true});
	}
}
