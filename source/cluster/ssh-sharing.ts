import {spawn} from 'node:child_process';
import {existsSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import {sshHolderCommand, sshSettingsCommand} from '../engine/ssh-command.ts';

export type SharedHost = {
	/** As ssh knows it. */
	readonly host: string;
	readonly environment: Readonly<Record<string, string | undefined>>;
};

/** How the commands of a host reach it. */
export type Sharing =
	/** Over the connection with this control socket. */
	| {readonly kind: 'shared'; readonly control: string}
	/** Each as the person's own configuration says: it shares connections itself, or forbids that. */
	| {readonly kind: 'own'}
	| {readonly kind: 'failed'; /** What ssh has said. */ readonly stderr: string};

const pollMs = 15;

const maxStderr = 8192;

/** One for each host, for as long as yolotop runs or the connection holds. */
const connections = new Map<string, Promise<Sharing>>();

/** What ends when yolotop does; one listener for all. */
const open = new Set<() => void>();

function closeAll(): void {
	for (const close of open) {
		close();
	}
}

/**
The one connection to a host that all commands share: a login takes a second, and a site may count them. It is opened by the first command, and by the next one after
it has broken.
*/
export async function shareConnection(place: SharedHost): Promise<Sharing> {
	const key = JSON.stringify([place.host, place.environment.PATH]);
	const known = connections.get(key);
	if (known !== undefined) {
		return known;
	}

	const forget = () => {
		connections.delete(key);
	};

	const opening = openConnection(place, forget);
	connections.set(key, opening);
	const {kind} = await opening;
	if (kind === 'failed') {
		forget();
	}

	return opening;
}

async function openConnection(place: SharedHost, onEnd: () => void): Promise<Sharing> {
	if (await hasOwnSharing(place)) {
		return {kind: 'own'};
	}

	const folder = mkdtempSync(path.join(tmpdir(), 'yolotop-ssh-'));
	const control = path.join(folder, 'control');
	const [program, ...words] = sshHolderCommand(place.host, control);
	const child = spawn(program!, words, {stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: {...place.environment, LC_ALL: 'C'}}); // eslint-disable-line @typescript-eslint/naming-convention -- The name of the variable.
	let stderr = '';
	const state = {hasEnded: false};
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		stderr = (stderr + text).slice(-maxStderr);
	});
	const close = () => {
		child.kill();
		rmSync(folder, {recursive: true, force: true});
	};

	const end = () => {
		state.hasEnded = true;
		open.delete(close);
		rmSync(folder, {recursive: true, force: true});
		onEnd();
	};

	child.once('error', end).once('close', end);
	process.off('exit', closeAll).on('exit', closeAll);
	open.add(close);
	while (!state.hasEnded && !existsSync(control)) {
		await delay(pollMs);
	}

	if (state.hasEnded) {
		// A folder for sockets with a long name is no reason to give up.
		return stderr === '' || stderr.includes('too long') ? {kind: 'own'} : {kind: 'failed', stderr};
	}

	// It must not keep a command alive that is done.
	child.unref();
	(child.stderr as unknown as {unref?(): void}).unref?.();
	return {kind: 'shared', control};
}

/** Whether the person's configuration has a word on sharing. Source: ssh(1), -G: `controlpath` is printed where it is set, also to none. */
async function hasOwnSharing({host, environment}: SharedHost): Promise<boolean> {
	const [program, ...words] = sshSettingsCommand(host);
	const child = spawn(program!, words, {stdio: ['ignore', 'pipe', 'ignore'], env: {...environment}});
	let text = '';
	child.stdout.setEncoding('utf8').on('data', (part: string) => {
		text += part;
	});
	return new Promise(resolve => {
		// Without ssh the command itself says so.
		child.once('error', () => {
			resolve(true);
		});
		child.once('close', () => {
			resolve(/^controlpath /m.test(text));
		});
	});
}
