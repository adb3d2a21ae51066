import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	afterEach,
	beforeEach,
	expect,
	test,
	vi,
} from 'vitest';
import {bundle} from '../cli/run-bundle.ts';
import {runMain} from '../cli/run-main.ts';
import {openTerminal, type TestTerminal} from '../screen/fixtures/terminal.ts';
import {describeWithEngine, openEngineBed, until} from './engine-fixture.ts';
import {createSlowProxy, type SlowProxy} from './slow-proxy.ts';
import {measureLoad, readStopped, startRun} from './stopped-run.ts';
import type {TestContainer} from './test-container.ts';

vi.setConfig({testTimeout: 120_000});

describeWithEngine('behind a megabyte a second and 200 ms, with a checkpoint of 400 MB', await openEngineBed(), bed => {
	const home = mkdtempSync(path.join(tmpdir(), 'slow-link-'));
	let container: TestContainer;
	let link: SlowProxy;
	let terminal: TestTerminal | undefined;

	beforeEach(async () => {
		container = await startRun(bed, {
			isExec: false, heldAt: 6, speed: 10, batches: 4, saveSeconds: 0.1, checkpointBytes: 400_000_000,
		}, 1);
		link = await createSlowProxy(bed.socketPath);
	});

	afterEach(async () => {
		terminal?.pty.kill('SIGKILL');
		terminal = undefined;
		await link.close();
		await container.remove();
	});

	afterAll(async () => {
		rmSync(home, {recursive: true, force: true});
		await bed.close();
	});

	test.each([
		['en', 'Stop the training in', /The last checkpoint is .* old\./s, /The training is stopped|Stopped: last\.pt/],
		['zh', '中的训练？', /最近的检查点写于/, /已停止：last\.pt|训练已停止/],
	] as const)('the question how to stop is there within a second, and its answer is obeyed within five (%s)', async (language, question, facts, stopped) => {
		const screen = openTerminal(bundle, {
			columns: 110, rows: 36, environment: ['LANG=C.UTF-8', `HOME=${home}`], shell: `exec PROGRAM ${container.name} --lang ${language} --host ${link.host}`,
		});
		terminal = screen;
		await screen.until('the run', () => /\d+\/3000/.test(screen.text()), 60_000);
		const pressedAt = performance.now();
		screen.write('s');
		await screen.until('the question', () => screen.text().includes(question), 10_000);
		expect(performance.now() - pressedAt).toBeLessThan(1000);
		await screen.until('what was asked of the engine', () => facts.test(screen.text().replaceAll(/[\n│]\s*/g, '')), 20_000);

		const loadMs = await measureLoad(bed, container);
		screen.write('n');
		const answeredAt = performance.now();
		await until('the end of the process', async () => !(await bed.engine.inspectContainer(container.id).then(({state}) => state.status === 'running')) || undefined, 30_000);
		expect(performance.now() - answeredAt).toBeLessThan(5000 + loadMs);
		await screen.until('the end', () => stopped.test(screen.text()), 20_000);
		expect(screen.text()).not.toMatch(/Premature|ECONN|Abort/);
		expect(await readStopped(container)).toMatchObject({rows: [0], last: 1, best: 1});
	});

	test('a resume looks at the checkpoint without reading it', async () => {
		await bed.engine.killContainer(container.id, 'SIGINT');
		await until('the end', async () => !(await bed.engine.inspectContainer(container.id).then(({state}) => state.status === 'running')) || undefined, 30_000);
		const beganAt = performance.now();
		const {exitCode, stdout, stderr} = await runMain(['resume', container.name], {flags: {host: link.host, dryRun: true}, environment: {HOME: home}});
		expect([exitCode, stderr, stdout]).toEqual([0, expect.not.stringContaining('reading all'), expect.stringContaining('continues with epoch 2 of 3000')]);
		expect(performance.now() - beganAt).toBeLessThan(20_000);
		expect(link.received()).toBeLessThan(2_000_000);
	});

	test('the command asks soon, and reads no checkpoint for it', async () => {
		const beganAt = performance.now();
		const {exitCode, stderr} = await runMain(['stop', container.name], {flags: {host: link.host, now: true}, environment: {HOME: home}});
		// Nobody can be asked here: what would be lost is told, and nothing is sent.
		expect([exitCode, stderr]).toEqual([2, expect.stringContaining('The work of epoch') as string]);
		// A dozen questions in turn take 5 s over this link, however fast the machine is; the checkpoint alone would take minutes.
		expect(performance.now() - beganAt).toBeLessThan(8000 + await measureLoad(bed, container));
		expect(link.received()).toBeLessThan(2_000_000);
		expect(await bed.engine.inspectContainer(container.id)).toMatchObject({state: {status: 'running'}});
	});
});
