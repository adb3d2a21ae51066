import {readFile, stat} from 'node:fs/promises';
import {createReadStream} from 'node:fs';
import path from 'node:path';
import {createCheckpointScanner} from '../../source/training/checkpoint/checkpoint-inspection.ts';
import {parseResultsCsv} from '../../source/parse/results-csv.ts';
import {fitness} from '../../source/domain/fitness.ts';
import {programs, until, type EngineBed} from './engine-fixture.ts';
import {createTestContainer, type TestContainer} from './test-container.ts';
import {trainerEnvironment, type TrainerPace} from './training-container.ts';

/** Where the training of a stop test writes, in the container; on this machine it is in the container's shared folder. */
const runPath = 'runs/train/exp';

const train = ['python', '/yolov5/train.py', '--data', 'my.yaml', '--imgsz', '128', '--workers', '1', '--device', 'cpu', '--epochs', '3000'] as const;

/** How the files of a run are after a stop. */
export type StoppedRun = {
	/** Labels of the rows of results.csv, as written. */
	readonly rows: readonly number[];
	/** Epochs that each checkpoint holds; undefined for one that is cut. */
	readonly last?: number | undefined;
	readonly best?: number | undefined;
	/** The epoch that is the best by the table, 1-based. */
	readonly bestByTable?: number | undefined;
};

/** How many epochs a checkpoint holds; undefined for one that is cut. */
export async function checkpointEpochs(file: string): Promise<number | undefined> {
	const scanner = createCheckpointScanner();
	for await (const chunk of createReadStream(file) as AsyncIterable<Uint8Array>) {
		scanner.push(chunk);
	}

	const inspection = scanner.end();
	return inspection.kind === 'whole' ? inspection.completedEpochs : undefined;
}

const labelsOf = (table: string): number[] => table.trim().split('\n').slice(1).map(row => Number(row.split(',', 1)[0]));

async function rowsOf({directory}: TestContainer): Promise<number[]> {
	return labelsOf(await readFile(path.join(directory, runPath, 'results.csv'), 'utf8').catch(() => ''));
}

/** Starts a training whose files are on this machine, and waits until some epochs are whole; half of the tests start it beside a first process. */
export async function startRun(bed: EngineBed, {isExec, heldAt, ...pace}: TrainerPace & {readonly isExec: boolean; /** A number of batches after which it waits. */ readonly heldAt?: number}, epochs = 3): Promise<TestContainer> {
	const container = await createTestContainer(bed, {
		command: isExec ? ['sleep', '1000'] : train,
		workingDirectory: '/shared',
		binds: [`${path.join(programs, 'yolo-trainer.py')}:/yolov5/train.py:ro`],
		environment: trainerEnvironment({...pace, isGated: heldAt !== undefined}),
	});
	if (heldAt !== undefined) {
		await container.openGate(heldAt);
	}

	if (isExec) {
		const exec = await container.container.exec(Object.fromEntries([['Cmd', [...train]]]));
		await exec.start({Detach: true});
	}

	await until('its first epochs', async () => {
		const rows = await rowsOf(container);
		return rows.length >= epochs && (heldAt === undefined || await container.readCount('gate.at') === heldAt);
	}, 120_000);
	return container;
}

export async function readStopped(container: TestContainer): Promise<StoppedRun> {
	const folder = path.join(container.directory, runPath);
	const table = await readFile(path.join(folder, 'results.csv'), 'utf8');
	let best: {readonly epoch: number; readonly value: number} | undefined;
	for (const record of parseResultsCsv(table).records) {
		const value = fitness(record, undefined) ?? -1;
		if (best === undefined || value >= best.value) {
			best = {epoch: record.epoch, value};
		}
	}

	return {
		rows: labelsOf(table), last: await checkpointEpochs(path.join(folder, 'weights/last.pt')), best: await checkpointEpochs(path.join(folder, 'weights/best.pt')), bestByTable: best?.epoch,
	};
}

/** Resumes as the framework does, until one more row is there, and gives the rows. */
export async function resumeForOneRow(bed: EngineBed, stopped: TestContainer): Promise<readonly number[]> {
	const before = await rowsOf(stopped);
	const container = await createTestContainer(bed, {
		command: ['python', '/yolov5/train.py', '--resume', `${runPath}/weights/last.pt`],
		workingDirectory: '/run',
		binds: [`${path.join(programs, 'yolo-trainer.py')}:/yolov5/train.py:ro`, `${stopped.directory}:/run`],
		environment: trainerEnvironment({speed: 40, batches: 2, saveSeconds: 0.02}),
	});
	try {
		await until('the next row', async () => {
			const rows = await rowsOf(stopped);
			return rows.length > before.length;
		}, 60_000);
	} finally {
		await container.remove();
	}

	const rows = await rowsOf(stopped);
	return rows.slice(0, before.length + 1);
}

/** How long an epoch takes with its checkpoints, in milliseconds, by the times of two rows. */
export async function measureEpoch({directory}: TestContainer): Promise<number> {
	const file = path.join(directory, runPath, 'results.csv');
	const next = async (after: number): Promise<number> => until('the next row', async () => {
		const {mtimeMs} = await stat(file);
		return mtimeMs > after ? mtimeMs : undefined;
	}, 60_000);
	const {mtimeMs: beganAt} = await stat(file);
	const first = await next(beganAt);
	return await next(first) - first;
}

/** What a program in a container takes on a machine that does nothing else. */
const quietExecMs = 150;

/** A stop runs about so many programs, here and in the container. */
const programsOfStop = 12;

/** What a stop takes longer on a machine that is busy with other things, in milliseconds, by the time of one program in the container. */
export async function measureLoad({engine}: EngineBed, {id}: TestContainer): Promise<number> {
	const beganAt = performance.now();
	await engine.exec(id, ['python3', '-c', 'pass']);
	return Math.max(0, performance.now() - beganAt - quietExecMs) * programsOfStop;
}
