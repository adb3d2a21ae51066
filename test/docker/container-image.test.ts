
import {Buffer} from 'node:buffer';
import {execFileSync, spawnSync} from 'node:child_process';
import {readFileSync, statSync} from 'node:fs';
import {
	copyFile,
	mkdtemp,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {afterAll, expect, test} from 'vitest';
import {
	describeWithEngine,
	openEngineBed,
	testImage,
	type EngineBed,
} from './engine-fixture.ts';
import {createTestContainer} from './test-container.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const baseImage = 'yolotop-test-node';
const image = 'yolotop-test-image';
const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {version: string};

/** The folder as an image. */
async function build(bed: EngineBed, context: string, name: string): Promise<void> {
	const stream = await bed.docker.buildImage({context, src: ['.']}, {t: name});
	await new Promise<void>((resolve, reject) => {
		bed.docker.modem.followProgress(stream, (error: Error | null, steps: ReadonlyArray<{error?: string}>) => { // eslint-disable-line @typescript-eslint/no-restricted-types -- dockerode gives null
			const reason = error?.message ?? steps.find(step => step.error !== undefined)?.error;
			if (reason === undefined) {
				resolve();
			} else {
				reject(new Error(reason));
			}
		});
	});
}

/** The image of the tests with the Node that runs them and the libraries it is linked with, where no registry gives one. */
async function buildBase(bed: EngineBed): Promise<void> {
	const folder = await mkdtemp(path.join(tmpdir(), 'base-'));
	try {
		await copyFile(process.execPath, path.join(folder, 'node'));
		const libraries = execFileSync('ldd', [process.execPath], {encoding: 'utf8'}).split(/\s/).filter(word => /^\/.*\/lib(?:stdc|gcc|atomic)/.test(word));
		for (const library of libraries) {
			await copyFile(library, path.join(folder, path.basename(library)));
		}

		await writeFile(path.join(folder, 'Dockerfile'), `FROM ${testImage}\nCOPY node /usr/local/bin/\nCOPY lib* /usr/lib/\n`);
		await build(bed, folder, baseImage);
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
}

describeWithEngine('the container image', await openEngineBed(), bed => {
	afterAll(async () => {
		for (const name of [image, `${image}:${version}`, baseImage]) {
			await bed.docker.getImage(name).remove({force: true}).catch(() => undefined);
		}

		await bed.close();
	});

	/** What the image prints with these words, as a user of these groups. */
	async function runImage(words: readonly string[], hostConfig: Readonly<Record<string, unknown>>): Promise<string> {
		const container = await bed.docker.createContainer({
			Image: image,
			Cmd: [...words],
			Tty: true,
			HostConfig: {
				NetworkMode: 'none', ReadonlyRootfs: true, Binds: [`${bed.socketPath}:/var/run/docker.sock`], ...hostConfig,
			},
		});
		try {
			await container.start();
			await container.wait();
			return Buffer.from(await container.logs({stdout: true, stderr: true})).toString();
		} finally {
			await container.remove({force: true});
		}
	}

	test.skipIf(spawnSync('docker', ['--version']).status !== 0)('is built by its command and reads another container through the socket alone, as an ordinary user of the group of the socket', async () => {
		await buildBase(bed);
		const watched = await createTestContainer(bed, {command: ['python3', '/programs/replay-trainer.py', '/recording', '--speed', '0'], recording: path.join(root, 'test/recordings/v7-detect-tty'), hasTerminal: true});
		try {
			execFileSync(process.execPath, [path.join(root, 'build/release/image.js'), baseImage, image], {stdio: 'pipe', env: {...process.env, ...Object.fromEntries([['DOCKER_HOST', bed.host]])}});
			await expect(bed.docker.getImage(image).inspect()).resolves.toMatchObject({Config: {User: '1000:1000'}});
			await watched.container.wait();
			const words = ['status', watched.name, '--format', '{status} {epoch}/{epochs}'];
			expect(await runImage(words, {GroupAdd: [String(statSync(bed.socketPath).gid)]})).toBe('finished 30/30\r\n');
			const refused = await runImage(words, {});
			expect(refused).toContain('You may not use the container engine at unix:///var/run/docker.sock');
			expect(refused).toContain('--group-add');
		} finally {
			await watched.remove();
		}
	}, 180_000);
});
