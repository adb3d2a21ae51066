import type {ChildProcess} from 'node:child_process';
import {realpathSync} from 'node:fs';
import {
	copyFile,
	mkdir,
	mkdtemp,
	readFile,
	rm,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type Dockerode from 'dockerode';
import {runBundle, type Finished, type ProgramOptions} from '../cli/run-bundle.ts';
import {
	programs,
	testImage,
	until,
	type EngineBed,
} from './engine-fixture.ts';
import {takeTurns} from './take-turns.ts';

/** A container of a constellation. */
export type Member = {
	readonly name: string;
	readonly container: Dockerode.Container;
	/** What it sees of the machine: from the path of the container to that of the machine. */
	readonly mounts: ReadonlyMap<string, string>;
	/** Where its training is started. */
	readonly workingDirectory: string;
};

export type TrainingState = 'training' | 'finished' | 'interrupted';

/** One training of a constellation: one process that writes one run directory. */
export type Training = {
	readonly label: string;
	/** Undefined for a plain process of the machine. */
	readonly member: Member | undefined;
	readonly process?: ChildProcess;
	/** Its run directory on the machine, without symbolic links. */
	run: string;
	readonly epochs: number;
	readonly batchSize: number;
	readonly weights: string;
	/** The first epoch that results.csv counts. */
	readonly firstEpoch: number;
	/** What tells its process from another training of its container; empty where there is none. */
	readonly mark: string;
	/** A file with the number of batches that it may train. */
	readonly gate: string;
	/** Epochs that are complete. */
	completed: number;
	state: TrainingState;
	/** Whether another training writes its run directory now, or its container has begun another one. */
	isPast: boolean;
	/** Whether its container is gone. */
	isRemoved: boolean;
};

/** Trainings on one directory of the machine or one volume, which all containers of a row have mounted. */
export type Scene = {
	readonly bed: EngineBed;
	/** What the names of its containers begin with. */
	readonly prefix: string;
	/** What the containers mount, on the machine. */
	readonly root: string;
	/** The same as the first part of a bind: the path, or the name of the volume. */
	readonly source: string;
	/** Where the gates of the trainings are. */
	readonly gates: string;
	readonly members: Map<string, Member>;
	/** In the order in which they began. */
	readonly trainings: Training[];
	/** The training that yolotop was asked to stop. */
	stopped?: Training;
	/** Runs the built program as a person would in the directory; it is ended after a time that no right answer needs. */
	yolotop(words: readonly string[], options?: ProgramOptions): Promise<Finished>;
	remove(): Promise<void>;
};

/** Batches of an epoch. */
export const batches = 2;

/** As many epochs are complete when the gate holds a training, so that no two trainings of a row can be taken for each other. */
export const completedEpochs = [2, 5, 8, 11] as const;

/** How fast the trainings of a constellation go, for a container or a process. */
export const pace = {
	TRAINER_SPEED: '50', TRAINER_BATCHES: String(batches), TRAINER_SAVE_SECONDS: '0.02', TRAINER_CHECKPOINT_BYTES: '40000',
} as const;

let count = 0;

/** As many programs run at once: more would only wait for each other, each with its time running. */
const inTurn = takeTurns([1, 2, 3, 4]);

async function createVolume({docker}: EngineBed, name: string): Promise<string> {
	await docker.createVolume({Name: name});
	const {Mountpoint: place} = await docker.getVolume(name).inspect();
	return place;
}

/** The directory as a person has it: YOLOv5's own folder with a data set, and scripts of other names. */
async function fillDirectory(root: string): Promise<void> {
	const folder = path.join(root, 'yolov5');
	await mkdir(path.join(folder, 'data'), {recursive: true});
	await copyFile(path.join(programs, 'yolo-trainer.py'), path.join(folder, 'train.py'));
	await copyFile(path.join(programs, 'yolo-trainer.py'), path.join(folder, 'train_fw2.py'));
	await writeFile(path.join(folder, 'data/mydata.yaml'), 'train: images\nval: images\nnc: 4\nnames: [Vest, helmet, noHelmet, noVest]\n');
}

export type SceneOptions = {
	/** Whether the containers share a volume instead of a directory of the machine. */
	readonly isVolume?: boolean;
	/** What runs the command line; a process for each time unless it is given. */
	readonly runProgram?: (words: readonly string[], options: ProgramOptions & {readonly cwd: string}) => Promise<Finished>;
};

export async function openScene(bed: EngineBed, {isVolume = false, runProgram = runBundle}: SceneOptions = {}): Promise<Scene> {
	count++;
	const prefix = `ct${process.pid}-${count}-`;
	const home = await mkdtemp(path.join(tmpdir(), 'constellation-of-trainings-'));
	const gates = path.join(home, 'gates');
	await mkdir(gates);
	const root = isVolume ? await createVolume(bed, `${prefix}volume`) : path.join(home, '3588');
	await fillDirectory(root);
	const members = new Map<string, Member>();
	const trainings: Training[] = [];
	return {
		bed,
		prefix,
		root,
		source: isVolume ? `${prefix}volume` : root,
		gates,
		members,
		trainings,
		async yolotop(words, options) {
			return inTurn(async () => runProgram(words, {
				cwd: root, limitMs: 40_000, ...options, environment: {...Object.fromEntries([['DOCKER_HOST', bed.host], ['HOME', home]]), ...options?.environment},
			}));
		},
		async remove() {
			for (const {process: child} of trainings) {
				child?.kill('SIGKILL');
			}

			await removeContainers(bed, name => name.startsWith(prefix));
			if (isVolume) {
				await bed.docker.getVolume(`${prefix}volume`).remove();
			}

			await rm(home, {recursive: true, force: true});
		},
	};
}

export async function removeContainers({docker}: EngineBed, isChosen: (name: string) => boolean): Promise<readonly string[]> {
	const all = await docker.listContainers({all: true});
	const names = all.flatMap(({Names: given}) => given.map(name => name.slice(1))).filter(name => isChosen(name));
	await Promise.all(names.map(async name => {
		await docker.getContainer(name).remove({force: true, v: true}).catch(() => undefined);
	}));
	return names;
}

export type MemberOptions = {
	/** Where the shared directory is in the container. */
	readonly at?: string;
	/** What to mount there instead of the whole directory: a part of it. */
	readonly part?: string;
	/** More mounts of parts of the directory: from the path of the container to that below the directory. */
	readonly more?: Readonly<Record<string, string>>;
	/** Whether a volume is mounted by its path on the machine. */
	readonly isByPath?: boolean;
	readonly isReadOnly?: boolean;
	readonly workingDirectory?: string;
	readonly command: readonly string[];
	readonly hasTerminal?: boolean;
	readonly environment?: Readonly<Record<string, string>>;
};

/** Makes and starts a container on the directory of the scene, as `docker run -d` does. */
export async function startMember(scene: Scene, label: string, {at = '/mnt/3588', part = '', more = {}, isByPath = false, isReadOnly = false, ...options}: MemberOptions): Promise<Member> {
	const workingDirectory = options.workingDirectory ?? path.posix.join(at, 'yolov5');
	const name = `${scene.prefix}${label}`;
	const source = isByPath || part !== '' ? path.join(scene.root, part) : scene.source;
	const parts = Object.entries(more).map(([place, below]) => [place, path.join(scene.root, below)] as const);
	const container = await scene.bed.docker.createContainer({
		Image: testImage,
		name,
		Cmd: [...options.command],
		Tty: options.hasTerminal ?? false,
		OpenStdin: options.hasTerminal ?? false,
		WorkingDir: workingDirectory,
		Env: Object.entries({...pace, ...Object.fromEntries([['TRAINER_GATE', `/gates/${label}`]]), ...options.environment}).map(pair => pair.join('=')),
		StopTimeout: 0,
		HostConfig: {
			NetworkMode: 'none',
			Binds: [`${scene.gates}:/gates`, `${programs}:/programs:ro`, `${source}:${at}${isReadOnly ? ':ro' : ''}`, ...parts.map(([place, below]) => `${below}:${place}`)],
		},
	});
	await container.start();
	const member: Member = {
		name, container, workingDirectory, mounts: new Map([[at, path.join(scene.root, part)], ...parts]),
	};
	scene.members.set(label, member);
	return member;
}

/** Where a path of a container is on the machine, without symbolic links; undefined outside of its mounts. */
export function hostPath({mounts, workingDirectory}: Pick<Member, 'mounts' | 'workingDirectory'>, inside: string): string | undefined {
	const absolute = path.posix.resolve(workingDirectory, inside);
	const mount = [...mounts.keys()].filter(at => absolute === at || absolute.startsWith(`${at}/`)).toSorted((one, other) => other.length - one.length)[0];
	return mount === undefined ? undefined : realPath(path.join(mounts.get(mount)!, path.posix.relative(mount, absolute)));
}

/** Where a directory of the machine is in a container; undefined where it cannot be seen. */
export function containerPath({mounts}: Member, place: string): string | undefined {
	const mount = [...mounts].find(([, source]) => place.startsWith(`${realPath(source)}/`));
	return mount && path.posix.join(mount[0], path.relative(realPath(mount[1]), place));
}

export function realPath(place: string): string {
	try {
		return realpathSync(place);
	} catch {
		return place;
	}
}

/** Lets a training go on until as many epochs are complete and the next has begun; without a number to its end. */
export async function openGate({gate}: Pick<Training, 'gate'>, completed?: number): Promise<void> {
	await writeFile(gate, String(completed === undefined ? 1_000_000 : (completed * batches) + 1));
}

/** Waits until the gate holds a training. */
export async function untilHeld({gate, completed, label}: Pick<Training, 'gate' | 'completed' | 'label'>): Promise<void> {
	await until(`training ${label} is held`, async () => (await readFile(`${gate}.at`, 'utf8').catch(() => '')) === String((completed * batches) + 1), 40_000);
}

/** The processes of a training, by their numbers on the machine; the oldest first. */
export async function pidsOf({member, process: child, mark}: Training): Promise<readonly number[]> {
	if (member === undefined) {
		return child?.exitCode === null && child.signalCode === null ? [child.pid!] : [];
	}

	// Without any process the engine gives null; of a container that does not run it has none.
	const top = await member.container.top({ps_args: '-eo pid,comm,args'}).catch(() => undefined) as {readonly Processes?: ReadonlyArray<readonly string[]>} | undefined;
	return (top?.Processes ?? []).filter(([, command, words]) => command?.startsWith('python') && words?.includes(mark)).map(([pid]) => Number(pid));
}

export async function untilEnded(training: Training): Promise<void> {
	await until(`training ${training.label} has ended`, async () => {
		const pids = await pidsOf(training);
		return pids.length === 0;
	}, 30_000);
}

/** The epochs of results.csv as they are written there, counted from 1. */
export async function epochsOf({run, firstEpoch}: Training): Promise<readonly number[]> {
	const text = await readFile(path.join(run, 'results.csv'), 'utf8').catch(() => '');
	return text.trim().split('\n').slice(1).map(line => Number(line.split(',', 1)[0]) - firstEpoch + 1);
}

/** 1 to the number. */
export const upTo = (epochs: number): readonly number[] => Array.from({length: epochs}, (_, index) => index + 1);
