import {spawn} from 'node:child_process';
import {rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {
	completedEpochs,
	openGate,
	pace,
	realPath,
	startMember,
	untilHeld,
	type Member,
	type MemberOptions,
	type Scene,
	type Training,
} from './constellation-bed.ts';

/** One thing that a person does before yolotop is asked. */
export type Step = (scene: Scene) => Promise<void>;

export type TrainOptions = Omit<MemberOptions, 'command'> & {
	/** The script, as train.py unless it is named. */
	readonly script?: string;
	readonly flags?: readonly string[];
	/** The training whose run is continued by `flags`. */
	readonly continues?: string;
	/** Whether the command is a shell's, with its output in a file or not. */
	readonly shell?: 'bash -c' | 'bash -c with a log file';
	/** False for one that is not waited for. */
	readonly isAwaited?: boolean;
	/** Its number among the trainings of the row, where several begin at once. */
	readonly place?: number;
};

/** What is known of a training before it has begun. */
type Properties = Omit<Training, 'member' | 'process' | 'run'>;

/** What differs from training to training of a row, so that none can be taken for another. */
function propertiesOf(scene: Scene, label: string, options: TrainOptions): Properties {
	const place = options.place ?? scene.trainings.length;
	const continued = options.continues === undefined ? undefined : find(scene, options.continues);
	return {
		label,
		epochs: continued?.epochs ?? completedEpochs[place]! + 4,
		batchSize: continued?.batchSize ?? 4 + (2 * place),
		weights: continued?.weights ?? `yolov5${'nsmlx'[place]!}.pt`,
		completed: continued === undefined ? completedEpochs[place]! : continued.completed + 1,
		mark: '',
		gate: path.join(scene.gates, label),
		state: 'training',
		isPast: false,
		isRemoved: false,
		firstEpoch: 0,
	};
}

function commandOf({epochs, batchSize, weights}: Properties, {script = 'train.py', flags = [], continues, shell}: TrainOptions): readonly string[] {
	const words = continues === undefined
		? ['python', script, '--data', 'data/mydata.yaml', '--weights', weights, '--batch-size', String(batchSize), '--workers', '1', '--device', 'cpu', '--epochs', String(epochs), ...flags]
		: ['python', script, ...flags];
	return shell === undefined ? words : ['bash', '-c', `cd yolov5 && ${words.join(' ')}${shell === 'bash -c' ? '' : ' > train.log 2>&1'}`];
}

/** The last training of that label. */
export function find({trainings}: Scene, label: string): Training {
	const found = trainings.findLast(training => training.label === label);
	if (found === undefined) {
		throw new Error(`No training ${label}`);
	}

	return found;
}

/** Takes a training into the scene and waits until its gate holds it. */
async function register(scene: Scene, run: string, properties: Properties & Pick<Training, 'member' | 'process'>, {continues, isAwaited}: TrainOptions): Promise<void> {
	if (continues !== undefined) {
		find(scene, continues).isPast = true;
	}

	const training: Training = {...properties, run: path.join(scene.root, 'yolov5', run)};
	scene.trainings.push(training);
	if (isAwaited !== false) {
		await untilHeld(training);
	}

	training.run = realPath(training.run);
}

/** A shell goes to another directory before the training starts there. */
function placeTraining(scene: Scene, label: string, workingDirectory: string): Member {
	const member = {...memberOf(scene, label), workingDirectory};
	scene.members.set(label, member);
	return member;
}

/** `docker run -d IMAGE python train.py …`; the run directory is given as seen from the folder of train.py. */
export function train(label: string, run: string, options: TrainOptions = {}): Step {
	return async scene => {
		const properties = propertiesOf(scene, label, options);
		await openGate(properties, properties.completed);
		const at = options.at ?? '/mnt/3588';
		const started = await startMember(scene, label, {
			...options, ...(options.shell !== undefined && {workingDirectory: at}), command: commandOf(properties, options),
		});
		const member = options.shell === undefined ? started : placeTraining(scene, label, path.posix.join(at, 'yolov5'));
		await register(scene, run, {...properties, member}, options);
	};
}

/** `docker run -d IMAGE python my_experiment.py`: a script of one's own that calls Ultralytics, with nothing about it on its command line. */
export function trainByOwnScript(label: string, run: string): Step {
	return async scene => {
		const properties = {...propertiesOf(scene, label, {}), weights: 'yolov8n.pt'};
		const script = `my_experiment_${label}.py`;
		await writeFile(path.join(scene.root, 'yolov5', script), `import runpy, sys
sys.argv = ['yolo', 'train', 'model=yolov8n.pt', 'data=data/mydata.yaml', 'epochs=${properties.epochs}', 'batch=${properties.batchSize}', 'imgsz=64', 'workers=1', 'device=cpu']
runpy.run_path('/programs/ultralytics-trainer.py', run_name='__main__')
`);
		await openGate(properties, properties.completed);
		const member = await startMember(scene, label, {command: ['python', script]});
		await register(scene, run, {...properties, firstEpoch: 1, member}, {});
	};
}

/** A container in which nothing trains by itself. */
export function idle(label: string, options: Partial<MemberOptions> = {}): Step {
	return async scene => {
		await startMember(scene, label, {command: ['sleep', '1000'], ...options});
	};
}

/** `docker exec -d CONTAINER python train.py …`; several trainings of one container are told apart by `label`. */
export function exec(container: string, run: string, {label = container, ...options}: TrainOptions & {readonly label?: string} = {}): Step {
	return async scene => {
		const member = memberOf(scene, container);
		const own = propertiesOf(scene, label, options);
		const properties = {...own, mark: label === container ? '' : `--epochs ${own.epochs}`};
		await openGate(properties, properties.completed);
		const started = await member.container.exec({Cmd: [...commandOf(own, options)], WorkingDir: member.workingDirectory, Env: [`TRAINER_GATE=/gates/${label}`]});
		await started.start({Detach: true});
		await register(scene, run, {...properties, member}, options);
	};
}

/** `docker run -it IMAGE bash`, into which `cd` and the training are typed. */
export function type(label: string, run: string, options: TrainOptions = {}): Step {
	return async scene => {
		const properties = propertiesOf(scene, label, options);
		await openGate(properties, properties.completed);
		const {container} = await startMember(scene, label, {
			command: ['bash'], hasTerminal: true, workingDirectory: '/',
		});
		const keyboard = await container.attach({stream: true, stdin: true, hijack: true});
		const folder = '/mnt/3588/yolov5';
		keyboard.write(`cd ${folder}\n${commandOf(properties, options).join(' ')}\n`);
		await register(scene, run, {...properties, member: placeTraining(scene, label, folder)}, options);
		keyboard.end();
	};
}

/** `python train.py …` of the machine itself, in the shared directory. */
export function trainOnMachine(label: string, run: string, options: TrainOptions = {}): Step {
	return async scene => {
		const properties = propertiesOf(scene, label, options);
		await openGate(properties, properties.completed);
		const [, ...words] = commandOf(properties, options);
		const child = spawn('python3', words, {
			cwd: path.join(scene.root, 'yolov5'), stdio: 'ignore', env: {PATH: process.env.PATH, ...pace, ...Object.fromEntries([['TRAINER_GATE', properties.gate]])},
		});
		await register(scene, run, {...properties, member: undefined, process: child}, options);
	};
}

/** Containers of the same command that start at the same moment. YOLOv5 itself may then give two of them one directory; that is tried again. */
export function trainAtOnce(...labels: readonly string[]): Step {
	return async scene => {
		for (let attempt = 0; ; attempt++) {
			await Promise.all(labels.map(async (label, index) => train(label, '', {isAwaited: false, place: index, environment: later(index)})(scene)));
			await Promise.all(labels.map(async label => untilHeld(find(scene, label))));
			const runs = await Promise.all(labels.map(async label => printedRun(find(scene, label).member!)));
			if (new Set(runs).size === labels.length) {
				for (const [index, label] of labels.entries()) {
					find(scene, label).run = path.join(scene.root, 'yolov5', runs[index]!);
				}

				return;
			}

			if (attempt === 5) {
				throw new Error('Two trainings chose the same directory each time');
			}

			await startOver(scene, labels);
		}
	};
}

/** Python itself does not start at the same pace each time. */
const later = (index: number) => Object.fromEntries([['TRAINER_START_SECONDS', String(1 + (index * 20))]]);

async function startOver(scene: Scene, labels: readonly string[]): Promise<void> {
	for (const label of labels) {
		const {member, gate} = find(scene, label);
		await member!.container.remove({force: true});
		await rm(`${gate}.at`, {force: true});
	}

	scene.trainings.length = 0;
	await rm(path.join(scene.root, 'yolov5/runs'), {recursive: true, force: true});
}

async function printedRun({container}: Member): Promise<string> {
	const logs = await container.logs({stdout: true, stderr: true, tail: 1000});
	return /Logging results to \u{1B}\[1m([^\u{1B}]+)/u.exec(logs.toString('utf8'))?.[1] ?? '';
}

function memberOf({members}: Scene, label: string): Member {
	const member = members.get(label);
	if (member === undefined) {
		throw new Error(`No container ${label}`);
	}

	return member;
}
