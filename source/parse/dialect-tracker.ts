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
	/** A banner named the framework. */
	identify(framework: FrameworkName): void;
	/** Options named both: a new process. */
	restart(framework: FrameworkName, task: Task | undefined): void;
	/** Takes what a header or a table shows where nothing said it before; gives the events of what is new. */
	learn(learned: LearnedDialect): OutputEvent[];
	/** Takes what the label of a bar proves: an epoch 0 is the first one, whatever the columns say. */
	learnLabel(label: string): OutputEvent[];
	/** Takes that a table has the names of YOLOv5: then an inference from losses was wrong. */
	learnPlainTable(): OutputEvent[];
	/** How the epochs count; undefined where the stream has not said it. */
	readonly counting: Dialect | undefined;
	/** Undefined where the stream has not said who counts the epochs. */
	resolve(bar: TrainBar): BarReading | undefined;
};

const isFirstOfZero = (label: string) => label.startsWith('0/');

/** What is known so far. */
type Known = {
	framework?: FrameworkName | undefined;
	/** Whether the framework was inferred from losses alone, which forks of YOLOv5 have too. */
	isInferred: boolean;
	task?: Task | undefined;
	variant?: string | undefined;
	header?: TrainHeader | undefined;
	hasZero: boolean;
};

export function createDialectTracker(): DialectTracker {
	const known: Known = {isInferred: false, hasZero: false};

	const toDialect = (name: FrameworkName, isZero: boolean): Dialect => ({
		framework: name, ...(known.task !== undefined && {task: known.task}), isZeroBased: isZero || (name === 'yolov5' && known.task !== 'classify'),
	});

	return {
		get framework() {
			return known.framework;
		},
		get task() {
			return known.task;
		},
		get header() {
			return known.header;
		},
		set header(value) {
			known.header = value;
		},
		identify(framework) {
			Object.assign(known, {framework, isInferred: false} satisfies Partial<Known>);
		},
		restart(framework, task) {
			Object.assign(known, {
				framework, isInferred: false, task, variant: undefined, header: undefined, hasZero: false,
			} satisfies Known);
		},
		learn: learned => learn(known, learned),
		learnLabel(label) {
			if (known.hasZero || !isFirstOfZero(label)) {
				return [];
			}

			known.hasZero = true;
			return correct(known);
		},
		learnPlainTable: () => correct(known),
		get counting() {
			return known.framework === undefined ? undefined : toDialect(known.framework, known.hasZero);
		},
		resolve(bar) {
			const hasZeroLabel = known.hasZero || isFirstOfZero(bar.epochLabel);
			const name = known.framework ?? (hasZeroLabel ? 'yolov5' : undefined);
			if (name === undefined) {
				return undefined;
			}

			const dialect = toDialect(name, hasZeroLabel);
			return known.header !== undefined && bar.cells <= known.header.columns.length ? {dialect, header: known.header} : withAssumedHeader(dialect, bar.cells);
		},
	};
}

function learn(known: Known, learned: LearnedDialect): OutputEvent[] {
	const events: OutputEvent[] = [];
	if (known.framework === undefined) {
		known.framework = learned.framework;
		known.isInferred = true;
		events.push({type: 'framework-detected', framework: {name: learned.framework}, devices: []});
	}

	if (known.task === undefined && learned.task !== undefined) {
		known.task = learned.task;
		events.push({type: 'task-detected', task: learned.task});
	}

	if (learned.variant !== undefined && known.variant !== learned.variant && known.framework === learned.framework) {
		known.variant = learned.variant;
		events.push({type: 'variant-detected', variant: learned.variant});
	}

	return events;
}

/** The losses of Ultralytics under the names of YOLOv5. */
function correct(known: Known): OutputEvent[] {
	if (!known.isInferred || known.framework !== 'ultralytics') {
		return [];
	}

	const task = known.task ?? 'detect';
	Object.assign(known, {
		framework: 'yolov5', isInferred: false, variant: 'yolov9', task,
	} satisfies Partial<Known>);
	return [{type: 'framework-detected', framework: {name: 'yolov5', variant: 'yolov9'}, devices: []}, {type: 'task-detected', task}];
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
