import {spawn} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';
import {expect, test} from 'vitest';
import {createProcessSampler} from '../../source/sample/process-sampler.ts';

/** Forks a child with the same command line, as a data loader does, which burns time; another program beside it. */
const program = `
import os, sys, time
child = os.fork()
if child == 0:
	while True:
		sum(range(1000))
print(child, flush=True)
try:
	sys.stdin.read()
finally:
	os.kill(child, 9)
`;

test.runIf(process.platform === 'linux')('a fork of a Python program is its worker; how busy it is comes with the second look', async () => {
	const training = spawn('python3', ['-c', program, '0'], {stdio: ['pipe', 'pipe', 'inherit']});
	try {
		const [line] = await once(training.stdout, 'data') as [Uint8Array];
		const worker = Number(String(line).trim());
		const sampler = createProcessSampler(undefined);
		const {signal} = new AbortController();
		expect(await sampler.read(signal)).toEqual({kind: 'processes', processes: []});
		let found;
		let own;
		// The kernel counts in hundredths of a second: it is at work as soon as one has passed.
		while (found === undefined || !(found.cpuPercent > 0)) {
			const sample = await sampler.read(signal);
			[found, own] = sample.kind === 'processes' ? [sample.processes.find(({pid}) => pid === worker), sample.ownPercent] : [];
		}

		expect(found).toMatchObject({isWorker: true});
		expect(own).toBeGreaterThan(0);
		expect(own).toBeLessThan(800);
		expect(found.command).toMatch(/^\S*python3 -c/);
		expect(found.memoryBytes).toBeGreaterThan(2 ** 20);
		const other = await createProcessSampler('0'.repeat(64)).read(signal);
		expect(other.kind === 'processes' && other.processes.some(({isWorker}) => isWorker)).toBe(false);
	} finally {
		training.stdin.end();
		await once(training, 'exit');
	}
});
