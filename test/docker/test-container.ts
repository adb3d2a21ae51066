
import {
	mkdtemp,
	rm,
	writeFile,
	readFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type Dockerode from 'dockerode';
import {programs, testImage, type EngineBed} from './engine-fixture.ts';

export type TestContainer = {
	readonly id: string;
	readonly name: string;
	readonly container: Dockerode.Container;
	/** A folder of the host that the container has as /shared. */
	readonly directory: string;
	/** Lets a replayed training print up to this many bytes of its stream. */
	openGate(bytes: number): Promise<void>;
	/** A number in a file of the shared folder; 0 when it is not there. */
	readCount(file: string): Promise<number>;
	remove(): Promise<void>;
};

export type TestContainerOptions = {
	readonly command: readonly string[];
	readonly hasTerminal?: boolean;
	/** A folder that the container has as /recording. */
	readonly recording?: string;
	readonly workingDirectory?: string;
	readonly hostConfig?: Dockerode.HostConfig;
	/** More of what the container sees of the host: `/host/path:/container/path`. */
	readonly binds?: readonly string[];
	readonly environment?: Readonly<Record<string, string>>;
	/** False for a container that is only made. */
	readonly isStarted?: boolean;
};

let count = 0;

/** Makes and starts a container without a network; /programs holds the programs of this folder. */
export async function createTestContainer({docker}: EngineBed, options: TestContainerOptions): Promise<TestContainer> {
	const directory = await mkdtemp(path.join(tmpdir(), 'shared-'));
	await writeFile(path.join(directory, 'gate'), '0');
	count++;
	const name = `yolotop-test-${process.pid}-${count}-${Math.trunc(performance.timeOrigin % 1e6)}`;
	const container = await docker.createContainer({
		Image: testImage,
		name,
		Cmd: [...options.command],
		Tty: options.hasTerminal ?? false,
		WorkingDir: options.workingDirectory ?? '/',
		Env: Object.entries(options.environment ?? {}).map(([variable, value]) => `${variable}=${value}`),
		StopTimeout: 0,
		HostConfig: {
			NetworkMode: 'none',
			Binds: [`${directory}:/shared`, `${programs}:/programs:ro`, ...(options.recording === undefined ? [] : [`${options.recording}:/recording:ro`]), ...(options.binds ?? [])],
			...options.hostConfig,
		},
	});
	if (options.isStarted !== false) {
		await container.start();
	}

	return {
		id: container.id,
		name,
		container,
		directory,
		async openGate(bytes) {
			await writeFile(path.join(directory, 'gate'), String(bytes));
		},
		async readCount(file) {
			const text = await readFile(path.join(directory, file), 'utf8').catch(() => '0');
			return Number(text);
		},
		async remove() {
			await container.remove({force: true, v: true}).catch(() => undefined);
			await rm(directory, {recursive: true, force: true});
		},
	};
}
