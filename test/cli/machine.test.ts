import {expect, test} from 'vitest';
import {runMain} from './run-main.ts';

const host = 'unix:///nowhere/docker.sock';
const recording = 'test/recordings/v7-detect-tty/stream.raw';

test('doctor without an engine says so as its first check, and ends with 1', async () => {
	const {stdout, stderr, exitCode} = await runMain(['doctor'], {flags: {json: true, host}});
	const answer = JSON.parse(stdout) as {readonly problems: number; readonly checks: ReadonlyArray<{readonly check: string; readonly level: string; readonly what: string; readonly commands: readonly string[]}>};
	expect([exitCode, stderr]).toEqual([1, '']);
	expect(answer.problems).toBeGreaterThan(0);
	expect(answer.checks[0]).toMatchObject({check: 'engine', level: 'problem', what: 'No engine answers at unix:///nowhere/docker.sock.'});
	expect(answer.checks[0]!.commands.length).toBeGreaterThan(0);
});

test('doctor for a container that nobody can ask about is the same; as text in Chinese', async () => {
	const {stdout, exitCode} = await runMain(['doctor', 'yolo'], {flags: {lang: 'zh', host}});
	expect(exitCode).toBe(1);
	expect(stdout).toMatch(/^问题 +Docker +unix:\/\/\/nowhere\/docker\.sock 没有引擎应答。/);
});

test('doctor and advise say when a file does not exist', async () => {
	for (const verb of ['doctor', 'advise']) {
		const {stdout, stderr, exitCode} = await runMain([verb, './nothing.log'], {flags: {host}});
		expect([stdout, exitCode]).toEqual(['', 1]);
		expect(stderr).toContain('nothing.log');
	}
});

test('advise rests on the run of a file: its image size, data and epochs are in the command', async () => {
	const {stdout, exitCode} = await runMain(['advise', recording], {flags: {host}});
	expect(exitCode).toBe(0);
	expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^docker run -it .*IMAGE python train\.py --data data\/mydata\.yaml .*--epochs 30 --batch-size \d+ --workers \d+ --imgsz \d+$/);
	const json = await runMain(['advise', recording], {flags: {json: true, host}});
	expect(JSON.parse(json.stdout)).toMatchObject({schema: 1, recommendations: [{name: 'batchSize', present: 8}, {name: 'workers'}, {name: 'imageSize'}, {name: 'shmSize'}]});
});
