import type {Metrics} from './metric.ts';

/** The result of one validation for all classes or for one class. */
export type ValidationRow = {
	/** `all` for the summary row, else the class name as printed, without padding. */
	readonly name: string;
	readonly images?: number;
	readonly instances?: number;
	/** The box set for detection, segmentation and pose; top1 and top5 for classification. */
	readonly metrics: Metrics;
	/** The mask set; only for segmentation. */
	readonly maskMetrics?: Metrics | undefined;
	/** The keypoint set; only for pose. */
	readonly poseMetrics?: Metrics | undefined;
};

/** The table by class that one validation printed. */
export type ClassTable = {
	/** Of an epoch, of best.pt after the last epoch, or of a val program. */
	readonly scope: 'epoch' | 'final' | 'tool';
	/** The epoch that was validated, 1-based; only for that scope. */
	readonly epoch?: number;
	/** The last completed epoch when it was printed; only for the other scopes. */
	readonly after?: number;
	readonly summary: ValidationRow;
	/** At most 5000. */
	readonly classes: readonly ValidationRow[];
};

/** What is kept of an earlier table: mAP50-95 of all together and of each class by their names, as far as it was measured. */
export type PastClasses = {
	/** 1-based; undefined for a table that is of no epoch. */
	readonly epoch?: number;
	readonly map50To95: Readonly<Record<string, number>>;
};

/** The tables by class that are kept of a run. */
export type ClassTables = {
	/** The last one; may still lack rows while it is printed. */
	readonly current?: ClassTable;
	readonly previous?: ClassTable;
	/** The best of all before the last one, by mAP50-95. */
	readonly best?: ClassTable;
	/** The earlier tables of the training, oldest first; at most 40, those at equal steps where there were more. */
	readonly past?: readonly PastClasses[];
	/** Validations of which no row of a class has come yet; a val program may print beside the training. */
	readonly pending?: Readonly<Partial<Record<ClassTable['scope'], Omit<ClassTable, 'classes'>>>>;
};

/** The labels of a split, counted in its files. */
export type TrainingLabels = {
	/** Label files with at least one label. */
	readonly files: number;
	/** By the index of the class. */
	readonly counts: readonly number[];
	/** The names by index, where the description of the data set was read. */
	readonly names?: readonly string[];
};
