import {spawn, spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {
	chmod,
	mkdir,
	mkdtemp,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import {createServer, type AddressInfo} from 'node:net';
import {homedir, tmpdir, userInfo} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {ConnectionFacts} from '../../source/engine/connection.ts';
import {noteWhyNot, until} from './engine-fixture.ts';

/** A server of our own, and an ssh that knows it as `yolotop-bed` and has the key. */
export type SshServer = {
	/** For `connectEngine`: the environment in which ssh is found. */
	readonly facts: ConnectionFacts;
	/** A folder with `known`, the known hosts, and `id`, the key. */
	readonly directory: string;
	/** How often somebody has logged in. */
	logins(): number;
	/** Ends the connections that are open, as a network that breaks does. */
	cut(): void;
	close(): Promise<void>;
};

export type SshServerOptions = {
	/** Further lines of sshd_config. */
	readonly settings?: readonly string[];
};

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const {port} = server.address() as AddressInfo;
	await new Promise(resolve => {
		server.close(resolve);
	});
	return port;
}

/** Undefined, and said so, where there is no sshd. */
export async function startSshServer({settings = []}: SshServerOptions = {}): Promise<SshServer | undefined> {
	const sshd = '/usr/sbin/sshd';
	if (!existsSync(sshd) || spawnSync('ssh', ['-V']).status !== 0) {
		noteWhyNot('they need openssh-server and openssh-client.');
		return undefined;
	}

	const directory = await mkdtemp(path.join(tmpdir(), 'sshd-'));
	const inDirectory = (name: string) => path.join(directory, name);
	const port = await freePort();
	if (process.getuid?.() === 0) {
		await mkdir('/run/sshd', {recursive: true});
	}

	for (const key of ['hostkey', 'id']) {
		spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', inDirectory(key)]);
	}

	await writeFile(inDirectory('sshd_config'), [
		`Port ${port}`,
		'ListenAddress 127.0.0.1',
		`HostKey ${inDirectory('hostkey')}`,
		`AuthorizedKeysFile ${inDirectory('id.pub')}`,
		'StrictModes no',
		'UsePAM no',
		'PermitRootLogin yes',
		'PidFile none',
		...settings,
		'',
	].join('\n'));
	await writeFile(inDirectory('config'), [
		'Host yolotop-bed',
		'	HostName 127.0.0.1',
		`	Port ${port}`,
		`	User ${userInfo().username}`,
		`	IdentityFile ${inDirectory('id')}`,
		'	IdentitiesOnly yes',
		`	UserKnownHostsFile ${inDirectory('known')}`,
		'',
	].join('\n'));
	await writeFile(inDirectory('known'), `[127.0.0.1]:${port} ${await readFile(inDirectory('hostkey.pub'), 'utf8')}`);
	// The configuration of the person who runs the tests must not matter.
	await mkdir(inDirectory('bin'));
	await writeFile(inDirectory('bin/ssh'), `#!/bin/sh\nPATH=$REAL_PATH exec ssh -F ${inDirectory('config')} "$@"\n`);
	await chmod(inDirectory('bin/ssh'), 0o755);

	const server = spawn(sshd, ['-D', '-e', '-f', inDirectory('sshd_config')], {stdio: ['ignore', 'ignore', 'pipe']});
	let log = '';
	server.stderr.setEncoding('utf8');
	server.stderr.on('data', (text: string) => {
		log += text;
	});
	try {
		await until('sshd', () => {
			if (server.exitCode !== null) {
				throw new Error(log);
			}

			return log.includes('Server listening');
		});
	} catch (error) {
		noteWhyNot(`their SSH server does not start: ${String(error)}`);
		server.kill();
		await rm(directory, {recursive: true});
		return undefined;
	}

	const {PATH: realPath} = process.env;
	return {
		directory,
		facts: {
			environment: {...process.env, PATH: `${inDirectory('bin')}:${realPath}`, REAL_PATH: realPath},
			homeDirectory: homedir(),
			readFile: () => undefined,
			exists: () => false,
		},
		logins: () => log.match(/Accepted publickey/g)?.length ?? 0,
		cut() {
			spawnSync('pkill', ['-P', String(server.pid)]);
		},
		async close() {
			spawnSync('pkill', ['-P', String(server.pid)]);
			server.kill();
			await rm(directory, {recursive: true, force: true});
		},
	};
}
