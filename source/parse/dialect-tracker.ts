import type {OutputEvent} from '../domain/event.ts';
import type {FrameworkName, Task} from '../domain/framework.ts';
import type {TrainBar} from './train-bar.ts';
import {
	assumedHeader,
	type Dialect,
	type LearnedDialect,
	type TrainHeader,
} from './train-header.ts';

/** How the bars of a training are to be read. */
export type BarReading = {readonly dialect: Dialect; readonly header?: TrainHeader};

/** What is known of the framework, its task and the header of its training table; told by the output or inferred from it. */
export type DialectTracker = {
	readonly framework: FrameworkName | undefined;
	readonly task: Task | undefined;
	/** The last header line; undefined before the first one of a process. */
	header: TrainHeader | undefined;
	/** A banner told the framework. */
	identify(framework: FrameworkName): void;
	/** Options told both: a new process. */
	restart(framework: FrameworkName, task: Task | undefined): void;
	/** Takes what a header or a table shows where nothing told it before; gives the events of what is new. */
	learn(learned: LearnedDialect): OutputEvent[];
	/** Takes what the label of a bar proves: an epoch 0 is the first one, whatever the columns say. */
	learnLabel(label: string): OutputEvent[];
	/** Takes that a table has the names of YOLOv5: then an inference from losses was wrong. */
	learnPlainTable(): OutputEvent[];
	/** How the epochs count; undefined where the stream has not told it. */
	readonly counting: Dialect | undefined;
	/** Undefined where the stream has not told who counts the epochs. */
	resolve(bar: TrainBar): BarReading | undefined;
};

const isFirstOfZero = (label: string) => label.startsWith('0/');

export function createDialectTracker(): DialectTracker {
	let framework: FrameworkName | undefined;
	/** Whether the framework was inferred from losses alone, which forks of YOLOv5 have too. */
	let isInferred = false;
	let task: Task | undefined;
	let variant: string | undefined;
	let header: TrainHeader | undefined;
	let hasZero = false;

	/** The losses of Ultralytics under the names of YOLOv5. */
	const correct = (): OutputEvent[] => {
		const isWrong = isInferred && framework === 'ultralytics';
		if (!isWrong) {
			return [];
		}

		framework = 'yolov5';
		isInferred = false;
		variant = 'yolov9';
		task ??= 'detect';
		return [{type: 'framework-detected', framework: {name: framework, variant}, devices: []}, {type: 'task-detected', task}];
	};

	const toDialect = (name: FrameworkName, isZero: boolean): Dialect => ({
		framework: name, ...(task !== undefined && {task}), isZeroBased: isZero || (name === 'yolov5' && task !== 'classify'),
	});

	return {
		get framework() {
			return framework;
		},
		get task() {
			return task;
		},
		get header() {
			return header;
		},
		set header(value) {
			header = value;
		},
		identify(newFramework) {
			framework = newFramework;
			isInferred = false;
		},
		restart(newFramework, newTask) {
			framework = newFramework;
			isInferred = false;
			task = newTask;
			variant = undefined;
			header = undefined;
			hasZero = false;
		},
		learn(learned) {
			const events: OutputEvent[] = [];
			if (framework === undefined) {
				framework = learned.framework;
				isInferred = true;
				events.push({type: 'framework-detected', framework: {name: framework}, devices: []});
			}

			if (task === undefined && learned.task !== undefined) {
				task = learned.task;
				events.push({type: 'task-detected', task});
			}

			if (learned.variant !== undefined && variant !== learned.variant && framework === learned.framework) {
				variant = learned.variant;
				events.push({type: 'variant-detected', variant});
			}

			return events;
		},
		learnLabel(label) {
			if (hasZero || !isFirstOfZero(label)) {
				return [];
			}

			hasZero = true;
			return correct();
		},
		learnPlainTable: correct,
		get counting() {
			return framework === undefined ? undefined : toDialect(framework, hasZero);
		},
		resolve(bar) {
			const hasZeroLabel = hasZero || isFirstOfZero(bar.epochLabel);
			const name = framework ?? (hasZeroLabel ? 'yolov5' : undefined);
			if (name === undefined) {
				return undefined;
			}

			const dialect = toDialect(name, hasZeroLabel);
			return header !== undefined && bar.cells <= header.columns.length ? {dialect, header} : withAssumedHeader(dialect, bar.cells);
		},
	};
}

/** Without a header line the number of cells tells the columns, where no two tasks have the same. */
function withAssumedHeader(dialect: Dialect, cells: number): BarReading {
	const tasks: Task[] = dialect.task === undefined ? ['detect', 'segment', 'pose'] : [dialect.task];
	for (const task of tasks) {
		const header = assumedHeader({...dialect, task}, cells);
		if (header !== undefined) {
			return {dialect: {...dialect, task}, header};
		}
	}

	return {dialect};
}
