import {
	mkdtemp,
	readdir,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type Dockerode from 'dockerode';
import {afterEach, expect} from 'vitest';
import {findHolder} from '../../source/watch/lock.ts';
import {listWatches} from '../../source/watch/watch-file.ts';
import type {Watch, WatchOutcome} from '../../source/watch/watch.ts';
import {runBundle} from '../cli/run-bundle.ts';
import {createCuttingProxy} from './cutting-proxy.ts';
import {until, type EngineBed} from './engine-fixture.ts';
import {createTrainingContainer, trainCommand, trainDirectory} from './training-container.ts';

export const batches = 4;
export const stepMs = 60_000;

export type NightOptions = {
	/** What the trainer is told beside its pace. */
	readonly environment?: Readonly<Record<string, string>>;
	readonly hostConfig?: Dockerode.HostConfig;
	/** Whether the training is started by `docker exec` in a container that does something else. */
	readonly isExec?: boolean;
};

/** Trainings that are watched, each removed with all that came of it after its test. */
export function createNights(bed: EngineBed) {
	let cleanUps: Array<() => Promise<unknown>> = [];

	afterEach(async () => {
		for (const cleanUp of cleanUps.toReversed()) {
			await cleanUp();
		}

		cleanUps = [];
	});

	/** A training that waits before its second epoch, is watched, and is asked for by no screen. */
	async function begin(epochs: number, tries: number, {environment: more = {}, hostConfig, isExec = false}: NightOptions = {}) {
		const state = await mkdtemp(path.join(tmpdir(), 'night-'));
		const directory = path.join(state, 'yolotop', 'watch');
		const proxy = await createCuttingProxy(bed.socketPath);
		const environment = {XDG_STATE_HOME: state, XDG_CACHE_HOME: path.join(state, 'cache')};
		const command = [...trainCommand, '--epochs', String(epochs), '--project', '/shared/runs'];
		const container = await createTrainingContainer(bed, {
			command: isExec ? ['sleep', '100000'] : command,
			pace: {
				speed: 40, batches, saveSeconds: 0.05, isGated: true,
			},
			environment: {TRAINER_DEATH: '/shared/death', WANDB_API_KEY: 'very-secret', ...more},
			hostConfig: {Init: true, ...hostConfig},
		});
		const yolotop = async (...words: readonly string[]) => runBundle([...words, '--host', `unix://${proxy.socketPath}`], {environment, limitMs: 60_000});
		const current = async (): Promise<Watch> => {
			const watches = await listWatches(directory);
			return watches.at(-1)!;
		};

		cleanUps.push(async () => {
			for (const {id} of await listWatches(directory)) {
				await yolotop('queue', 'remove', id);
			}

			await proxy.close();
			for (const {Id, Names} of await bed.docker.listContainers({all: true})) {
				if (Names.some(name => name.startsWith(`/${container.name}-`))) {
					await bed.docker.getContainer(Id).remove({force: true, v: true});
				}
			}

			await container.remove();
			await rm(state, {recursive: true, force: true});
		});
		if (isExec) {
			const program = await container.container.exec({Cmd: command, WorkingDir: trainDirectory});
			await program.start({Detach: true});
			await until('the run directory', async () => readFile(path.join(container.directory, 'runs/exp/opt.yaml'), 'utf8').catch(() => undefined), stepMs);
		}

		const begun = await yolotop('queue', 'watch', container.name, `--keep-going=${tries}`);
		expect(begun.stderr).toContain(container.name);
		expect(begun.exitCode).toBe(0);
		/** What the training does once it has come so far. */
		const dieAt = async (epoch: number, word: string) => {
			await until(`epoch ${epoch}`, async () => await container.readCount('gate.at') === epoch * batches || undefined, stepMs);
			await writeFile(path.join(container.directory, 'death'), word);
			await container.openGate((epoch + 1) * batches);
		};

		const pass = async (epoch: number) => container.openGate(epoch * batches);
		const untilStep = async (count: number): Promise<void> => {
			await until(`step ${count}`, async () => {
				const {steps, outcome} = await current();
				if (outcome !== undefined && steps.length < count) {
					throw new Error(`It is over: ${JSON.stringify(outcome)}`);
				}

				return steps.length === count || undefined;
			}, stepMs);
		};

		const over = async (): Promise<WatchOutcome> => until('the end', async () => {
			const {outcome} = await current();
			return outcome;
		}, stepMs);
		const keeper = async () => {
			const {id} = await current();
			return findHolder(path.join(directory, `${id}.lock`));
		};

		const hostPid = async () => {
			const {subject} = await current();
			const {pid} = await bed.engine.inspectContainer(subject.kind === 'container' ? subject.containerId : '');
			return pid!;
		};

		/** Of all run directories together: a training that began again before its first epoch has a second one. */
		const readEpochs = async () => {
			const runs = path.join(container.directory, 'runs');
			const names = await readdir(runs);
			const tables = await Promise.all(names.toSorted().map(async name => readFile(path.join(runs, name, 'results.csv'), 'utf8').catch(() => '')));
			return tables.flatMap(table => table.trim().split('\n').slice(1).map(line => Number(line.split(',', 1)[0])));
		};

		return {
			state, directory, proxy, container, yolotop, current, dieAt, pass, untilStep, over, keeper, hostPid, epochs: readEpochs,
		};
	}

	return {begin};
}
