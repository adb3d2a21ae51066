
import {Buffer} from 'node:buffer';
import {execFileSync} from 'node:child_process';
import {
	copyFile,
	cp,
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

async function build(bed: EngineBed, context: string, name: string, buildargs: Readonly<Record<string, string>> = {}): Promise<void> {
	const stream = await bed.docker.buildImage({context, src: ['.']}, {t: name, buildargs});
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
		for (const name of [image, baseImage]) {
			await bed.docker.getImage(name).remove({force: true}).catch(() => undefined);
		}

		await bed.close();
	});

	test('is built by its recipe and reads another container through the socket alone', async () => {
		await buildBase(bed);
		const context = await mkdtemp(path.join(tmpdir(), 'context-'));
		const watched = await createTestContainer(bed, {command: ['python3', '/programs/replay-trainer.py', '/recording', '--speed', '0'], recording: path.join(root, 'test/recordings/v7-detect-tty'), hasTerminal: true});
		try {
			await cp(path.join(root, 'Dockerfile'), path.join(context, 'Dockerfile'));
			await cp(path.join(root, 'dist'), path.join(context, 'dist'), {recursive: true});
			await build(bed, context, image, {BASE: baseImage});
			await watched.container.wait();
			const container = await bed.docker.createContainer({
				Image: image,
				Cmd: ['status', watched.name, '--format', '{status} {epoch}/{epochs}'],
				HostConfig: {NetworkMode: 'none', ReadonlyRootfs: true, Binds: [`${bed.socketPath}:/var/run/docker.sock`]},
			});
			try {
				await container.start();
				await container.wait();
				const output = await container.logs({stdout: true, stderr: true});
				expect(Buffer.from(output).subarray(8).toString()).toBe('finished 30/30\n');
			} finally {
				await container.remove({force: true});
			}
		} finally {
			await watched.remove();
			await rm(context, {recursive: true, force: true});
		}
	}, 120_000);
});
