import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Readable} from 'node:stream';
import {afterEach, expect, test} from 'vitest';
import {gateOutput} from '../../source/cli/io.ts';
import {createCurrentRun} from '../../source/cli/screen/current-run.ts';
import {monitorRun} from '../../source/cli/screen/monitored-run.ts';
import {createRunListSource} from '../../source/cli/screen/run-list-source.ts';
import {resolveTarget} from '../../source/cli/resolve-target.ts';
import {resolveOptions} from '../../source/cli/options/options.ts';
import {runMain} from './run-main.ts';
import {startStubEngine} from './stub-engine.ts';

const cleanUps: Array<() => Promise<void> | void> = [];

afterEach(async () => {
	for (const cleanUp of cleanUps.splice(0).toReversed()) {
		await cleanUp();
	}
});

/** Takes every connection and never answers. */
async function startDeadEngine() {
	const directory = mkdtempSync(path.join(tmpdir(), 'yolotop-dead-'));
	const socket = path.join(directory, 'docker.sock');
	const connections = new Set<Socket>();
	let begin: () => void;
	const asked = new Promise<void>(resolve => {
		begin = resolve;
	});
	const server = createServer(connection => {
		connections.add(connection);
		begin();
	});
	await new Promise<void>(resolve => {
		server.listen(socket, resolve);
	});
	cleanUps.push(async () => {
		for (const connection of connections) {
			connection.destroy();
		}

		await new Promise(resolve => {
			server.close(resolve);
		});
		rmSync(directory, {recursive: true, force: true});
	});
	return {host: `unix://${socket}`, asked};
}

test('the list of an engine is there while another has taken the connection and says nothing', async () => {
	const dead = await startDeadEngine();
	const live = await startStubEngine([{id: 'a'.repeat(64), name: 'trains', processes: ['bash', 'python train.py --epochs 3']}]);
	cleanUps.push(live.close);
	const stopping = new AbortController();
	const sink = gateOutput({write: () => true});
	const io = {
		stdin: Readable.from([], {objectMode: false}), stdout: sink, stderr: sink, environment: {}, signal: stopping.signal, now: Date.now,
	};
	const options = resolveOptions({input: [], flags: {host: [dead.host, live.host]}}, {});
	const name = options.hosts[1]!.name!;
	const run = monitorRun(await resolveTarget({...options, target: '-'}, io), io);
	const source = createRunListSource(createCurrentRun(run), options, io);
	cleanUps.push(async () => {
		stopping.abort();
		await source.close();
		await run.close();
	});

	const listed = new Promise<void>(resolve => {
		source.subscribe(() => {
			if (source.get(true).parts[name] !== undefined) {
				resolve();
			}
		});
	});
	source.get(true);
	await Promise.all([dead.asked, listed]);
	const {parts} = source.get(true);
	expect(parts[name]!.training.map(entry => [entry.name, entry.host])).toEqual([['trains', name]]);
	// Nothing was heard of the other: it was not waited for.
	expect(Object.keys(parts)).not.toContain(options.hosts[0]!.name);
});

test('ls waits a moment, not the time limit of a call, for an engine that says nothing', async () => {
	const dead = await startDeadEngine();
	const live = await startStubEngine([{id: 'a'.repeat(64), name: 'trains', processes: ['bash', 'python train.py --epochs 3']}]);
	cleanUps.push(live.close);
	const {stdout, stderr, exitCode} = await runMain(['ls'], {flags: {host: [dead.host, live.host]}});
	expect(exitCode).toBe(0);
	expect(stdout).toContain('trains');
	// In the words of the list's own limit.
	expect(stderr).toContain('docker did not answer in time (ls)');
});
