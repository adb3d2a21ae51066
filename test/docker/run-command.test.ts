import {mkdtempSync, rmSync} from 'node:fs';
import {
	mkdtemp,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	afterEach,
	expect,
	test,
} from 'vitest';
import {readJournalFile} from '../../source/actions/journal-file.ts';
import {runMain} from '../cli/run-main.ts';
import {
	describeWithEngine,
	openEngineBed,
	programs,
	testImage,
	until,
} from './engine-fixture.ts';
import {trainCommand, trainerEnvironment} from './training-container.ts';

let count = 0;

describeWithEngine('yolotop run', await openEngineBed(), bed => {
	const cleanUps: Array<() => Promise<unknown>> = [];
	const home = mkdtempSync(path.join(tmpdir(), 'home-'));

	afterEach(async () => {
		for (const cleanUp of cleanUps.splice(0).toReversed()) {
			await cleanUp();
		}
	});

	afterAll(async () => {
		await bed.close();
		rmSync(home, {recursive: true, force: true});
	});

	function newName(): string {
		const name = `yolotop-run-${process.pid}-${++count}`;
		cleanUps.push(async () => bed.docker.getContainer(name).remove({force: true, v: true}).catch(() => undefined));
		return name;
	}

	const run = async (words: readonly string[], options: Parameters<typeof runMain>[1] = {}) => runMain(['run'], {
		...options, flags: {host: bed.host, ...options.flags}, rest: words, environment: {...Object.fromEntries([['HOME', home]]), ...options.environment},
	});
	const names = async () => {
		const containers = await bed.engine.listContainers({isAll: true});
		return containers.map(({name}) => name);
	};

	const trainer = (speed = 20) => [
		'--network',
		'none',
		'-v',
		`${path.join(programs, 'yolo-trainer.py')}:/yolov5/train.py:ro`,
		'-w',
		'/yolov5',
		...Object.entries(trainerEnvironment({speed, saveSeconds: 0.05})).flatMap(([name, value]) => ['-e', `${name}=${value}`]),
	];

	test('trains to the end, tells every epoch and leaves the container', async () => {
		const name = newName();
		const {stdout, stderr, exitCode} = await run([...trainer(), '--name', name, testImage, ...trainCommand, '--epochs', '3']);
		expect(exitCode).toBe(0);
		expect(stderr).toContain(name);
		expect(stdout.split('\n').filter(line => /^\d\/3 /.test(line)).map(line => line.slice(0, 3))).toEqual(['1/3', '2/3', '3/3']);
		expect(await bed.engine.inspectContainer(name)).toMatchObject({state: {status: 'exited', exitCode: 0}, hasTerminal: true});
	});

	test('exits with 3 when the training fails', async () => {
		const name = newName();
		const {exitCode} = await run([...trainer(), '--name', name, testImage, ...trainCommand, '--device', '0', '--epochs', '3']);
		expect(exitCode).toBe(3);
	});

	test('loses nothing of a container that removes itself at once', async () => {
		const name = newName();
		const {stdout, exitCode} = await run(['--rm', '--network', 'none', '--name', name, testImage, 'python3', '-c', 'raise ValueError("gone at once")']);
		expect(stdout).toContain('gone at once');
		expect(exitCode).toBe(3);
		await until('it is gone', async () => {
			const left = await names();
			return !left.includes(name);
		});
	});

	test('goes on when yolotop is told to leave, and stops well with plain docker stop', async () => {
		const name = newName();
		const leaving = new AbortController();
		const {exitCode, stderr} = await run([...trainer(4), '--name', name, testImage, ...trainCommand, '--epochs', '50'], {
			signal: leaving.signal,
			onOutput() {
				leaving.abort({exitCode: 130});
			},
		});
		expect(exitCode).toBe(130);
		expect(stderr).toContain(`docker stop ${name}`);
		expect(await bed.engine.inspectContainer(name)).toMatchObject({state: {status: 'running'}});
		await bed.docker.getContainer(name).stop();
		const {state} = await bed.engine.inspectContainer(name);
		// KeyboardInterrupt, not a kill after the stop timeout.
		expect(state.exitCode).not.toBe(137);
	});

	test('gives the terminal a width that cuts no bar', async () => {
		const name = newName();
		await run(['--network', 'none', '--name', name, testImage, 'sh', '-c', 'until stty size 2>/dev/null | grep -q 200; do sleep 0.02; done; stty size >/size']);
		expect((await bed.engine.readFile(name, '/size').then(bytes => new TextDecoder().decode(bytes)))).toBe('50 200\n');
	});

	test('keeps what it did in the journal with the docker command and without secrets, also for a name that the engine chose', async () => {
		const directory = await mkdtemp(path.join(tmpdir(), 'journal-'));
		cleanUps.push(async () => rm(directory, {recursive: true, force: true}));
		const environment = {XDG_STATE_HOME: directory};
		const {exitCode} = await run(['--network', 'none', '--env', 'SECRET=very-secret', testImage, 'echo', '--api-key', 'very-secret'], {environment});
		expect(exitCode).toBe(0);
		const failed = await run(['--network', 'none', '--name', newName(), testImage, 'pyhton', 'train.py'], {environment});
		expect(failed.exitCode).toBe(1);

		const file = path.join(directory, 'yolotop/actions.jsonl');
		expect(await readFile(file, 'utf8')).not.toContain('very-secret');
		const [first, second] = readJournalFile(file);
		expect(first).toMatchObject({action: 'run', trigger: 'yolotop run', outcome: {kind: 'succeeded'}});
		const name = first!.target;
		cleanUps.push(async () => bed.docker.getContainer(name).remove({force: true}));
		expect(await bed.engine.inspectContainer(name)).toMatchObject({name, command: ['echo', '--api-key', 'very-secret']});
		expect(first!.dockerCommand).toMatch(/^docker run -d -t --network none /);
		expect(second).toMatchObject({action: 'run', outcome: {kind: 'failed'}});

		const card = await runMain(['export', name], {flags: {host: bed.host, markdown: true}, environment});
		expect(card.stdout).toMatch(/^- \S+ run: succeeded \(docker run -d -t --network none /m);
	});

	test.each([
		['an image that is not there', ['yolotop-test:nothing', 'true'], 'docker pull yolotop-test:nothing'],
		['a source that is not there', ['-v', '/no/such/dir:/x', testImage, 'true'], 'mkdir -p /no/such/dir'],
		['a network that is not there', ['--network', 'nonet', testImage, 'true'], 'docker network ls'],
		['a missing program', [testImage, 'pyhton', 'train.py'], 'docker run -it --rm IMAGE /bin/sh'],
		['a file that is no program', [testImage, '/etc/passwd'], 'python train.py'],
		['a GPU without a toolkit', ['--gpus', 'all', testImage, 'true'], 'nvidia-ctk'],
		['an unknown runtime', ['--runtime', 'nvidia', testImage, 'true'], '--gpus all'],
		['too little memory', ['--memory', '4m', testImage, 'true'], '--memory 12g'],
		['two mounts at one place', ['--tmpfs', '/x', '--mount', 'type=tmpfs,dst=/x', testImage, 'true'], '-v'],
	])('says what to do about %s and leaves nothing behind', async (_, words, hint) => {
		const name = newName();
		const {exitCode, stdout, stderr} = await run([...(words.includes('--network') ? [] : ['--network', 'none']), '--name', name, '-e', 'WANDB_API_KEY=very-secret', ...words]);
		expect(exitCode).toBe(1);
		expect(stderr).toContain(hint);
		expect(stdout + stderr).not.toContain('very-secret');
		expect(await names()).not.toContain(name);
	});

	test('says that a name is taken', async () => {
		const name = newName();
		await run(['--network', 'none', '--name', name, testImage, 'true']);
		const {exitCode, stderr} = await run(['--network', 'none', '--name', name, testImage, 'true'], {flags: {lang: 'zh'}});
		expect(exitCode).toBe(1);
		expect(stderr).toContain(`docker rm ${name}`);
	});

	test('shows a dry run without making anything or showing a value of the environment', async () => {
		const name = newName();
		const {exitCode, stdout, stderr} = await run(['--name', name, '-e', 'SECRET=very-secret', '--gpus', 'all', testImage, 'python', 'train.py', '--api-key', 'very-secret'], {flags: {dryRun: true}});
		expect(exitCode).toBe(0);
		expect(stdout).toContain(`docker run -d -t --name ${name} --gpus all`);
		expect(stdout).toContain('POST /containers/create');
		expect(stdout + stderr).not.toContain('very-secret');
		expect(await names()).not.toContain(name);
	});

	test('starts a profile of the configuration file', async () => {
		const name = newName();
		const directory = await mkdtemp(path.join(tmpdir(), 'config-'));
		cleanUps.push(async () => rm(directory, {recursive: true, force: true}));
		const file = path.join(directory, 'yolotop.yaml');
		await writeFile(file, `profiles:\n  vest:\n    image: ${testImage}\n    command: sh -c 'pwd; echo $COLOUR; cat /here/yolotop.yaml'\n    network: none\n    workdir: /tmp\n    env: {COLOUR: green}\n    volumes: [.:/here:ro]\n`);
		const {exitCode} = await run(['--name', name, 'vest'], {flags: {config: file}, environment: {XDG_STATE_HOME: directory}});
		expect(exitCode).toBe(0);
		const logs = await bed.docker.getContainer(name).logs({stdout: true, stderr: true, tail: 1000});
		expect(logs.toString()).toMatch(/^\/tmp\r\ngreen\r\nprofiles:/);
		// The container tells it to whoever watches it later.
		const status = await runMain(['status', name], {flags: {host: bed.host}});
		expect(status.stdout).toContain('· profile vest');
		expect(readJournalFile(path.join(directory, 'yolotop/actions.jsonl')).at(-1)).toMatchObject({trigger: 'yolotop run vest', outcome: {kind: 'succeeded'}});
	});

	test('runs a plain process that goes on when yolotop leaves', async () => {
		const directory = await mkdtemp(path.join(tmpdir(), 'local-'));
		cleanUps.push(async () => rm(directory, {recursive: true, force: true}));
		const leaving = new AbortController();
		const environment = {...process.env, XDG_STATE_HOME: directory};
		const {stderr} = await run(['--', 'sh', '-c', `sleep 0.5; echo still here >${directory}/mark; sleep 1`], {
			flags: {local: true}, environment, signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(10_000)]),
			onOutput() {
				leaving.abort({exitCode: 130});
			},
		});
		expect(stderr).toContain('.log');
		expect(readJournalFile(path.join(directory, 'yolotop/actions.jsonl'))).toMatchObject([{action: 'run', target: 'sh', outcome: {kind: 'succeeded'}}]);
		await until('the process goes on', async () => readFile(path.join(directory, 'mark'), 'utf8').catch(() => undefined));
	});
});
