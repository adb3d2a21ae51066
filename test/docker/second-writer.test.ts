import {readFileSync, writeFileSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterAll,
	expect,
	test,
	vi,
} from 'vitest';
import {todaysShare} from '../todays-share.ts';
import {newWatch} from '../../source/cli/watch/begin-watch.ts';
import {watchDirectory} from '../../source/cli/watch/watch-directory.ts';
import {listWatches, writeWatch} from '../../source/watch/watch-file.ts';
import {runBundle} from '../cli/run-bundle.ts';
import {createFakeSlurm, type FakeJob} from '../cluster/fake-slurm.ts';
import {
	epochsOf,
	removeContainers,
	startMember,
	type Scene,
} from './constellation-bed.ts';
import {interrupt} from './constellation-events.ts';
import {
	exec,
	find,
	idle,
	train,
	trainOnMachine,
	type Step,
} from './constellation-steps.ts';
import {describeWithEngine, openEngineBed, testImage} from './engine-fixture.ts';
import {createSceneSetUp} from './scene-set-up.ts';
import {startWarmProgram} from './warm-program.ts';

vi.setConfig({testTimeout: 300_000});

const run = 'runs/train/exp';
const checkpoint = `${run}/weights/last.pt`;
const resuming = ['python3', 'train.py', '--resume', checkpoint];
const takingOver = ['python3', 'train.py', '--data', 'data/mydata.yaml', '--weights', 'yolov5n.pt', '--workers', '1', '--epochs', '3', '--exist-ok'];

/** What writes the run, or will; `job` is what the scheduler knows of it. */
type Writer = {readonly steps: readonly Step[]; readonly job?: (folder: string) => FakeJob; readonly said: (scene: Scene) => string};

const ended = [train('a', run), interrupt('a')];
const banner = `Logging results to ${run}\nStarting training for 9 epochs...\n`;
const job = (state: string, more: Partial<FakeJob> = {}) => (directory: string): FakeJob => ({
	id: '7', state, directory, script: '#!/bin/bash\npython3 train.py --name other\n', ...more,
});

/** Every kind of thing that can write a run directory. */
const writers: Readonly<Record<string, Writer>> = {
	'a container': {steps: [train('a', run)], said: scene => scene.members.get('a')!.name},
	'a program of docker exec': {steps: [idle('a'), exec('a', run)], said: scene => scene.members.get('a')!.name},
	'a process': {steps: [trainOnMachine('a', run)], said: scene => String(find(scene, 'a').process!.pid)},
	'a job that runs': {steps: ended, job: job('RUNNING', {output: banner}), said: () => 'The job slurm:7 writes to'},
	'a job that has just begun and resumes it': {steps: ended, job: job('RUNNING', {script: `#!/bin/bash\n${resuming.join(' ')}\n`}), said: () => 'The job slurm:7 writes to'},
	'a job that is being ended': {steps: ended, job: job('COMPLETING', {output: banner}), said: () => 'The job slurm:7 writes to'},
	'a job that waits and will resume it': {steps: ended, job: job('PENDING', {script: `#!/bin/bash\n#SBATCH --gres=gpu:1\nsrun ${resuming.join(' ')}\n`}), said: () => 'The job slurm:7 has not started yet'},
	'a job that waits for another one and takes its directory': {steps: ended, job: job('PENDING', {script: `#!/bin/bash\n${takingOver.join(' ')}\n`}), said: () => 'The job slurm:7 has not started yet'},
	'a job that begins again': {steps: ended, job: job('REQUEUED', {output: banner, restarts: 1}), said: () => 'The job slurm:7 has not started yet'},
};

const inContainer = (scene: Scene, command: readonly string[]) => ['run', '-y', '--network', 'none', '--name', `${scene.prefix}new`, '-v', `${scene.root}:/work`, '-w', '/work/yolov5', testImage, '--', ...command];

/** Every way to begin a training in the directory; `other` is a container of the run's directory in which nothing trains. */
const ways: Readonly<Record<string, (scene: Scene) => readonly string[]>> = {
	'run IMAGE, resuming': scene => inContainer(scene, resuming),
	'run IMAGE, in the same directory': scene => inContainer(scene, takingOver),
	'run --local, resuming': () => ['run', '--local', '-y', '--', ...resuming],
	'run --local, in the same directory': () => ['run', '--local', '-y', '--', ...takingOver],
	'run --slurm COMMAND': () => ['run', '--slurm', '--yes', '--', ...resuming],
	'run --slurm SCRIPT': () => ['run', '--slurm', '--yes', 'resume.sh'],
	'resume DIRECTORY': () => ['resume', run, '-y'],
	'resume DIRECTORY, watched': () => ['resume', run, '-y', '--keep-going'],
	'resume DIRECTORY, with other settings': () => ['resume', run, '-y', '--batch-size', '2'],
	'resume CONTAINER:RUN': scene => ['resume', `${scene.prefix}other:/mnt/3588/yolov5/${run}`, '-y'],
	'relaunch in a new container': scene => ['resume', `${scene.prefix}other:/mnt/3588/yolov5/${run}`, '-y', '--shm-size', '128m'],
	'restart CONTAINER': scene => ['restart', `${scene.prefix}again`, '-y'],
};

describeWithEngine('a run directory never gets a second writer', await openEngineBed(), bed => {
	const warm = startWarmProgram(bed.host);
	const {setUp, cleanUps} = createSceneSetUp(bed, {runProgram: warm.run});
	afterAll(() => {
		warm.close();
	});

	async function setUpWriter({steps, job: jobIn}: Writer) {
		const scene = await setUp(...steps, idle('other'));
		const folder = path.join(scene.root, 'yolov5');
		writeFileSync(path.join(folder, 'resume.sh'), `#!/bin/bash\ncd '${folder}'\n${resuming.join(' ')}\n`);
		// It failed once, before anything wrote the run; its command resumes it.
		const again = await startMember(scene, 'again', {command: ['sh', '-c', 'exit 1']});
		await again.container.remove({force: true});
		await bed.docker.createContainer({
			Image: testImage, name: again.name, Cmd: resuming, WorkingDir: '/mnt/3588/yolov5', HostConfig: {NetworkMode: 'none', Binds: [`${scene.root}:/mnt/3588`]},
		});
		const home = await mkdtemp(path.join(tmpdir(), 'second-writer-'));
		cleanUps.push(async () => rm(home, {recursive: true, force: true}));
		const slurm = createFakeSlurm(home, jobIn === undefined ? [] : [jobIn(folder)]);
		const environment = {
			...Object.fromEntries([['PATH', slurm.path], ['XDG_STATE_HOME', home]]),
		};
		const known = new Set([...scene.members.values()].map(({name}) => name));
		const begun = async () => {
			const started = await removeContainers(bed, name => name.startsWith(scene.prefix) && !known.has(name));
			return [...started, ...readFileSync(slurm.submitted, 'utf8').split('\n').filter(line => line !== '')];
		};

		return {
			scene, folder, home, environment, begun,
		};
	}

	test.each(todaysShare(Object.entries(writers), 3))('beside %s, whatever way is tried', async (_, writer) => {
		const {scene, folder, home, environment, begun} = await setUpWriter(writer);
		const before = await epochsOf(find(scene, 'a'));
		const wrong: string[] = [];
		for (const [way, wordsOf] of Object.entries(ways)) {
			const {exitCode, stdout, stderr} = await scene.yolotop(wordsOf(scene), {cwd: folder, environment});
			const started = await begun();
			if (exitCode !== 1 || started.length > 0 || !stderr.includes(writer.said(scene))) {
				wrong.push(`${way}: ${exitCode} ${started.join(' ')} ${stdout}${stderr}`);
			}
		}

		// What waits for the end of another training is refused in its turn.
		const io = {environment: {...environment}};
		const directory = watchDirectory(io.environment);
		const watch = newWatch({kind: 'process', directory: folder, logPath: ''}, 'before', {}, {language: 'en'}, Date.now());
		await writeWatch(directory, {
			...watch,
			outcome: {kind: 'over', at: Date.now(), reason: 'finished'},
			queue: [{
				id: 'q', words: ['--', ...resuming], isLocal: true, directory: folder, isAfterSuccess: false, max: 0,
			}],
		});
		await runBundle(['queue', '--keeper', watch.id], {cwd: home, environment: {...environment, ...Object.fromEntries([['DOCKER_HOST', bed.host]])}});
		const watches = await listWatches(directory);
		const next = watches.find(({id}) => id !== watch.id);
		expect(wrong).toEqual([]);
		expect(next?.outcome?.error?.code).toMatch(/^run-(?:still-written|written-by-|awaited-by-)/);
		expect(await epochsOf(find(scene, 'a'))).toEqual(before);
	});
});
