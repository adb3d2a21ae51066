import {spawn, spawnSync} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {createBed, noteWhyNot, type EngineBed} from './engine-fixture.ts';

/** What this needs on machines without systemd, and where the limits of the system may not be raised. */
const containersConfig = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
[engine]
cgroup_manager = "cgroupfs"
runtime = "runc"
events_logger = "file"
`;

/** Podman's service with a storage of its own; undefined, and said so, where it cannot be had. */
export async function startPodmanBed(): Promise<EngineBed | undefined> {
	if (process.getuid?.() !== 0 || spawnSync('podman', ['--version']).status !== 0) {
		noteWhyNot('they need Podman, and root to start it.');
		return undefined;
	}

	const directory = await mkdtemp(path.join(tmpdir(), 'podman-'));
	const inDirectory = (name: string) => path.join(directory, name);
	await writeFile(inDirectory('containers.conf'), containersConfig);
	await writeFile(inDirectory('storage.conf'), `[storage]\ndriver = "vfs"\ngraphroot = "${inDirectory('graph')}"\nrunroot = "${inDirectory('run')}"\n`);
	const log = openSync(inDirectory('log'), 'a');
	const socketPath = inDirectory('podman.sock');
	const service = spawn('podman', ['--tmpdir', inDirectory('tmp'), 'system', 'service', '--time=0', `unix://${socketPath}`], {
		stdio: ['ignore', log, log],
		env: {...process.env, CONTAINERS_CONF: inDirectory('containers.conf'), CONTAINERS_STORAGE_CONF: inDirectory('storage.conf')},
	});
	closeSync(log);
	const close = async () => {
		service.kill();
		spawnSync('umount', ['--recursive', '--lazy', inDirectory('graph')]);
		// What is still being unmounted or written is tried again.
		await rm(directory, {
			recursive: true, force: true, maxRetries: 20, retryDelay: 100,
		});
	};

	const bed = await createBed(socketPath, close);
	if (!bed) {
		noteWhyNot('they need Podman, whose service does not start here or has no image.');
	}

	return bed;
}
