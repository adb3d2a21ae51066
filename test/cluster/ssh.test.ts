import {appendFileSync, renameSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {
	afterAll,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {createSlurm} from '../../source/cluster/slurm/slurm-scheduler.ts';
import {startSshServer} from '../docker/ssh-server.ts';
import {describeWithSlurm, openSlurm, until} from './slurm-bed.ts';

const slurm = await openSlurm();
const server = typeof slurm === 'string' ? undefined : await startSshServer({settings: [`SetEnv SLURM_CONF=${slurm.environment.SLURM_CONF!}`, 'LogLevel INFO']});
const bed = server === undefined && typeof slurm !== 'string' ? 'they need openssh-server and openssh-client.' : slurm;

afterAll(async () => {
	await server?.close();
	if (typeof slurm !== 'string') {
		await slurm.close();
	}
});

describeWithSlurm('a cluster over ssh', bed, ({lab, submit}) => {
	const {facts, cut, logins} = server!;
	const scheduler = createSlurm({host: 'yolotop-bed', environment: facts.environment});
	const signal = AbortSignal.timeout(120_000);

	beforeEach(async () => {
		await scheduler.files.stat('/', {signal});
	});

	/** What comes of a file, and what was said of the connection. */
	function follow(file: string) {
		const stop = new AbortController();
		const seen = {text: '', said: [] as Array<string | undefined>};
		const done = (async () => {
			for await (const bytes of scheduler.files.follow(file, {
				signal: AbortSignal.any([signal, stop.signal]),
				onConnection(failure) {
					seen.said = [...seen.said, failure?.reason];
				},
			})) {
				seen.text += new TextDecoder().decode(bytes);
			}
		})();
		return {
			seen,
			async end() {
				stop.abort();
				await done;
			},
		};
	}

	test('all commands of a host share one login, and a broken connection is made again', async () => {
		const before = logins();
		const id = await submit(['sleep 60']);
		const jobs = await scheduler.list({signal});
		expect(jobs.map(job => job.id)).toContain(id);
		expect(await scheduler.readSeveral([id], {signal})).toEqual([expect.objectContaining({id})]);
		expect(await scheduler.read(id, {signal})).toMatchObject({id});
		expect(logins()).toBe(before);
		cut();
		const again = await until('another connection', async () => scheduler.list({signal}).catch(() => undefined));
		expect(again.map(job => job.id)).toContain(id);
		expect(logins()).toBeGreaterThan(before);
		await scheduler.send(scheduler.commands.cancel(id), {signal});
	});

	test('the output of a job comes whole through connections that break, each line once', async () => {
		const id = await submit(['for i in $(seq 300); do echo "line $i of the training"; sleep 0.02; done', 'echo the end']);
		const output = path.join(lab, `slurm-${id}.out`);
		const {seen, end} = follow(output);
		for (const line of ['line 20 ', 'line 120 ', 'line 200 ']) {
			await until(line, async () => seen.text.includes(line));
			cut();
		}

		await until('the end', async () => seen.text.includes('the end'));
		await end();
		expect(seen.text).toBe([...Array.from({length: 300}, (_, index) => `line ${index + 1} of the training`), 'the end', ''].join('\n'));
		expect(seen.said.filter(reason => reason !== undefined).length).toBeGreaterThanOrEqual(3);
		expect(seen.said.at(-1)).toBeUndefined();
	});

	test.each<[what: string, change: (file: string) => void]>([
		['rotated', file => {
			renameSync(file, `${file}.1`);
			writeFileSync(file, 'second file\n');
		}],
		['written anew', file => {
			writeFileSync(file, 'second file\n');
		}],
	])('a file that was %s while the connection was away is read from its beginning', async (what, change) => {
		const file = path.join(lab, `output of "${what}" $(x).log`);
		writeFileSync(file, 'first file, which is longer than the second one\n'.repeat(20));
		const {seen, end} = follow(file);
		await until('the first file', async () => seen.text.length > 900);
		const first = seen.text;
		cut();
		change(file);
		await until('the second file', async () => seen.text.includes('second file\n') && seen.said.length > 0);
		appendFileSync(file, 'more\n');
		await until('what was appended', async () => seen.text.endsWith('more\n'));
		await end();
		expect(seen.text).toBe(`${first}second file\nmore\n`);
	});
});
