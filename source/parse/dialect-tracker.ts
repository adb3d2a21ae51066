import type {OutputEvent} from '../domain/event.ts';
import type {FrameworkName, Task} from '../domain/framework.ts';
import type {TrainBar} from './train-bar.ts';
import {assumedHeader, type Dialect, type TrainHeader} from './train-header.ts';

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
	learn(learned: Partial<Dialect>): OutputEvent[];
	/** Undefined where the stream has not told who counts the epochs. */
	resolve(bar: TrainBar): BarReading | undefined;
};

export function createDialectTracker(): DialectTracker {
	let framework: FrameworkName | undefined;
	let task: Task | undefined;
	let header: TrainHeader | undefined;
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
		},
		restart(newFramework, newTask) {
			framework = newFramework;
			task = newTask;
			header = undefined;
		},
		learn(learned) {
			const events: OutputEvent[] = [];
			if (framework === undefined && learned.framework !== undefined) {
				framework = learned.framework;
				events.push({type: 'framework-detected', framework: {name: framework}, devices: []});
			}

			if (task === undefined && learned.task !== undefined) {
				task = learned.task;
				events.push({type: 'task-detected', task});
			}

			return events;
		},
		resolve(bar) {
			// Only YOLOv5 counts from 0.
			const name = framework ?? (bar.epochLabel.startsWith('0/') ? 'yolov5' : undefined);
			if (name === undefined) {
				return undefined;
			}

			const dialect: Dialect = {framework: name, ...(task !== undefined && {task})};
			return header !== undefined && bar.cells <= header.columns.length ? {dialect, header} : withAssumedHeader(dialect, bar.cells);
		},
	};
}

/** Without a header line the number of cells tells the columns, where no two tasks have the same. */
function withAssumedHeader(dialect: Dialect, cells: number): BarReading {
	const tasks: Task[] = dialect.task === undefined ? ['detect', 'segment'] : [dialect.task];
	for (const task of tasks) {
		const header = assumedHeader({...dialect, task}, cells);
		if (header !== undefined) {
			return {dialect: {...dialect, task}, header};
		}
	}

	return {dialect};
}
