import {posix} from 'node:path';
import {demoLossNames} from './curves.ts';
import type {DemoFiles} from './demo-files.ts';
import {demoPictures} from './demo-pictures.ts';
import {checkpointPieces} from './checkpoint.ts';
import type {SavedEpoch} from './output.ts';
import type {DemoPlan} from './plan.ts';
import {beginningRecords, epochRecord, probeRecords} from './probe-records.ts';
import {formatG} from './python-format.ts';

/** What train.py makes of its command line. */
export type TrainProgram = {
	readonly plan: Pick<DemoPlan, 'epochs' | 'done' | 'resumed' | 'batchSize' | 'workers' | 'directory'>;
	/** Absolute. */
	readonly runDirectory: string;
	/** Writes the settings; comes before everything else. `at` in milliseconds since 1970. */
	begin(at: number): void;
	/** Writes the row of an epoch, last.pt and, where it is the best, best.pt. `at` in milliseconds since 1970. */
	save(epoch: SavedEpoch, at: number): void;
	/** Takes from the checkpoints what a resume needs. */
	strip(at: number): void;
};

const header = ['epoch', ...demoLossNames.map(name => `train/${name}_loss`), 'metrics/precision', 'metrics/recall', 'metrics/mAP_0.5', 'metrics/mAP_0.5:0.95', ...demoLossNames.map(name => `val/${name}_loss`), 'x/lr0', 'x/lr1', 'x/lr2'];

/** The value behind a flag. */
function valueOf(command: readonly string[], flag: string): string | undefined {
	const at = command.indexOf(flag);
	return at === -1 ? undefined : command[at + 1];
}

/** A line `key: value` of opt.yaml. */
function settingOf(text: string, key: string): string | undefined {
	return new RegExp(`^${key}: (.+)$`, 'm').exec(text)?.[1];
}

/** How much of a run is done, 0 to 1, by the files in its directory. */
export function doneShare(files: DemoFiles, runDirectory: string): number {
	const textOf = (name: string) => new TextDecoder().decode(files.read(posix.join(runDirectory, name)) ?? new Uint8Array());
	return Math.min(1, (textOf('results.csv').trim().split('\n').length - 1) / Number(settingOf(textOf('opt.yaml'), 'epochs') ?? 1));
}

/** The first free name of a run: exp, exp2, exp3. */
function freeRun(files: DemoFiles, project: string): string {
	for (let number = 1; ; number++) {
		const directory = posix.join(project, `exp${number === 1 ? '' : number}`);
		if (files.stat(directory) === undefined) {
			return directory;
		}
	}
}

/** Begins train.py of YOLOv5 in a directory: a new run, or the one whose checkpoint is resumed with the settings that are beside it. */
export function beginTraining(command: readonly string[], workingDirectory: string, files: DemoFiles): TrainProgram {
	const resumed = valueOf(command, '--resume');
	const runDirectory = resumed === undefined ? freeRun(files, posix.join(workingDirectory, 'runs/train')) : posix.dirname(posix.dirname(posix.resolve(workingDirectory, resumed)));
	const pathOf = (name: string) => posix.join(runDirectory, name);
	const readText = (name: string) => new TextDecoder().decode(files.read(pathOf(name)) ?? new Uint8Array());
	const before = resumed === undefined ? '' : readText('opt.yaml');
	const setting = (flag: string, key: string, usual: number) => Number((resumed === undefined ? valueOf(command, flag) : settingOf(before, key)) ?? usual);
	const [epochs, batchSize, workers, patience] = [setting('--epochs', 'epochs', 100), setting('--batch-size', 'batch_size', 8), setting('--workers', 'workers', 2), setting('--patience', 'patience', 100)];
	const weights = resumed ?? valueOf(command, '--weights') ?? 'yolov5s.pt';
	const addRecords = (records: string, writtenAt: number) => {
		files.write(pathOf(probeRecords), readText(probeRecords) + records, writtenAt);
	};

	const draw = (moment: keyof typeof demoPictures, drawnAt: number) => {
		for (const {name, draw: drawOne} of demoPictures[moment]) {
			files.write(pathOf(name), [drawOne()], drawnAt);
		}
	};

	const rows = resumed === undefined ? '' : readText('results.csv');
	const done = Math.max(0, rows.trim().split('\n').length - 1);
	let table = rows === '' ? `${header.map(name => name.padStart(20)).join(',')}\n` : rows;
	let best = -1;
	return {
		plan: {
			epochs, done, resumed, batchSize, workers, directory: posix.relative(workingDirectory, runDirectory),
		},
		runDirectory,
		begin(at) {
			files.write(pathOf('opt.yaml'), [
				`weights: ${weights}`, 'cfg: \'\'', 'data: site.yaml', `epochs: ${epochs}`, `batch_size: ${batchSize}`, 'imgsz: 640', `resume: ${resumed ?? false}`, 'device: \'\'', 'optimizer: SGD', `workers: ${workers}`, 'hyp:', '  lr0: 0.01', '  warmup_epochs: 3.0', 'project: runs/train', 'name: exp', `patience: ${patience}`, `save_dir: ${posix.relative(workingDirectory, runDirectory)}`, '',
			].join('\n'), at);
			addRecords(beginningRecords(), at);
		},
		save(saved, savedAt) {
			const {epoch, losses, metrics} = saved;
			const own = demoLossNames.map(name => losses[name]);
			const rate = 0.01 * (1 - (0.99 * epoch / epochs)) * saved.steps.rate;
			const cells = [epoch - 1, ...own, metrics.precision, metrics.recall, metrics.map50, metrics.map50To95, ...own.map(value => value * 1.1), rate, rate, rate];
			table += `${cells.map((value, index) => (index === 0 ? String(value) : formatG(value, 5)).padStart(20)).join(',')}\n`;
			const checkpoint = checkpointPieces({epoch: epoch - 1, optimizer: 1});
			files.write(pathOf('results.csv'), table, savedAt);
			addRecords(epochRecord(saved, rate), savedAt);
			if (files.stat(pathOf('labels.jpg')) === undefined) {
				draw('start', savedAt);
			}

			files.write(pathOf('weights/last.pt'), checkpoint, savedAt + 1);
			const fitness = (0.1 * metrics.map50) + (0.9 * metrics.map50To95);
			if (fitness <= best) {
				return;
			}

			best = fitness;
			files.write(pathOf('weights/best.pt'), checkpoint, savedAt + 1);
		},
		strip(strippedAt) {
			for (const name of ['weights/last.pt', 'weights/best.pt']) {
				files.write(pathOf(name), checkpointPieces({epoch: -1}), strippedAt);
			}

			draw('end', strippedAt);
		},
	};
}
