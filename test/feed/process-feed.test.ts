import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	it,
	vi,
} from 'vitest';
import {createProcessFeed} from '../../source/feed/process-feed.ts';
import {collect, testFeedContract} from './feed-contract.ts';

let directory = '';
let count = 0;
beforeAll(async () => {
	directory = await mkdtemp(path.join(tmpdir(), 'yolotop-process-'));
});
afterAll(async () => {
	await rm(directory, {recursive: true, force: true});
});

const logPath = () => {
	count++;
	return path.join(directory, 'logs', `${count}.log`);
};

const shell = (script: string) => createProcessFeed({command: ['/bin/sh', '-c', script], logPath: logPath()});

testFeedContract('a process feed', () => ({
	isEndless: false,
	async open(bytes) {
		count++;
		const file = path.join(directory, `${count}.bytes`);
		await writeFile(file, bytes);
		return createProcessFeed({command: ['/bin/cat', file], logPath: logPath()});
	},
}));

describe('a process feed', () => {
	it.each([
		['exit 0', 0],
		['echo failed >&2; exit 3', 3],
		['kill -9 $$', 137],
		['kill -INT $$', 130],
	])('%s: exit code %i', async (script, exitCode) => {
		const {events} = await collect(shell(script), true);
		expect(events.slice(-2)).toMatchObject([{type: 'process-exited', exitCode}, {type: 'connection-changed', connection: {kind: 'ended'}}]);
	});

	it('leaves the process running when it is aborted', async () => {
		const mark = path.join(directory, 'mark');
		await collect(shell(`echo started; while [ ! -e ${mark}.go ]; do sleep 0.02; done; echo done > ${mark}`), true, ({lines}) => lines.length > 0);
		await writeFile(`${mark}.go`, '');
		const {readFile} = await import('node:fs/promises');
		await vi.waitFor(async () => {
			expect(await readFile(mark, 'utf8')).toBe('done\n');
		}, {timeout: 5000, interval: 20});
	});

	it('has its own process group', async () => {
		const {lines} = await collect(shell('ps -o pgid= -p $$'), true);
		expect(Number(lines[0]!.text.trim())).toBeGreaterThan(0);
		expect(Number(lines[0]!.text.trim())).not.toBe(process.pid);
	});

	it('says which program cannot be started', async () => {
		const elsewhere = createProcessFeed({command: ['true'], logPath: logPath(), workingDirectory: '/no/such/directory'});
		await expect(collect(elsewhere)).rejects.toMatchObject({code: 'process-not-started'});
		const feed = createProcessFeed({command: ['/no/such/program'], logPath: logPath()});
		await expect(collect(feed)).rejects.toMatchObject({code: 'program-not-found', values: {command: '/no/such/program'}});
	});
});
