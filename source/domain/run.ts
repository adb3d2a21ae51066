import type {ContainerState} from './container-state.ts';
import type {
	Device,
	Framework,
	Settings,
	Task,
} from './framework.ts';
import type {FollowedJob} from './job.ts';
import type {Losses, Metrics} from './metric.ts';
import type {Observation, SeenProcess} from './observation.ts';
import type {GradientNorm, Probe} from './probe.ts';
import type {Target} from './target.ts';
import type {ToolRun} from './tool-run.ts';
import type {ClassTables, TrainingLabels, ValidationRow} from './validation.ts';

/** One pass of the framework's label scan over a split. */
export type DatasetScan = {
	/** The directory of the labels, where there is one only; as the framework prints it. */
	readonly labels?: string;
	readonly images?: number;
	readonly backgrounds?: number;
	readonly corrupt?: number;
};

/** More epochs than anybody trains; of more the last ones count. */
export const maxEpochRecords = 10_000;

/** One completed epoch: trained, and validated unless validation is switched off. */
export type EpochRecord = {
	/** 1-based. */
	readonly epoch: number;
	readonly losses: Losses;
	/** Losses on the validation split; only from results.csv and YOLOv5 classification. */
	readonly validationLosses?: Losses;
	/** Undefined when the epoch was not validated. */
	readonly metrics?: Metrics | undefined;
	readonly maskMetrics?: Metrics | undefined;
	readonly poseMetrics?: Metrics | undefined;
	/** Training and validation together, in seconds; undefined when not known. */
	readonly seconds?: number | undefined;
	/** Learning rate of each parameter group, in the order of results.csv. */
	readonly learningRates?: readonly number[];
	/** Only where the probe recorded it. */
	readonly gradientNorm?: GradientNorm;
	readonly reservedGpuMemoryBytes?: number;
	/** When the epoch was complete, in milliseconds since 1970. */
	readonly completedAt?: number | undefined;
};

/** The position inside the epoch in progress, as the last bar says. */
export type EpochProgress = {
	/** 1-based. */
	readonly epoch: number;
	/** Total requested; undefined when not known. */
	readonly epochs?: number | undefined;
	/** As the framework prints it, for example `43/99`. */
	readonly epochLabel: string;
	/** Batches done, 0 to batchesPerEpoch; undefined where the terminal cut the bar off. */
	readonly batchIndex?: number | undefined;
	readonly batchesPerEpoch?: number | undefined;
	/** Running means of this epoch; empty before the first batch. */
	readonly losses: Losses;
	/** The GPU_mem column: memory that PyTorch reserves in the training process, not what nvidia-smi shows. */
	readonly reservedGpuMemoryBytes?: number;
	/** Labelled objects in the current batch. */
	readonly instances?: number;
	/** Pixels. */
	readonly imageSize?: number;
	/** As printed or from count and time; undefined before the first batch. */
	readonly iterationsPerSecond?: number;
	/** Time in this bar so far, as printed. */
	readonly elapsedMs?: number | undefined;
	/** Where the bar stood some seconds apart, at most 6, for the pace without the start; only in the first epoch of a process. */
	readonly marks?: readonly PaceMark[];
};

export type PaceMark = {readonly batchIndex: number; readonly elapsedMs: number};

export type ValidationProgress = {
	readonly batchIndex?: number | undefined;
	readonly batchesPerEpoch?: number | undefined;
	readonly elapsedMs?: number | undefined;
};

/** Which program of the framework printed its options. */
export type Tool = 'train' | 'val' | 'detect' | 'export' | 'benchmark';

/** The program whose output is being read. */
export type ProgramState = {
	readonly tool: Tool;
	/** True from the options line of a training until its run directory or a resume says which run it belongs to. */
	readonly isUndecided: boolean;
	readonly isResumed: boolean;
	/** True from the moment at which a person lets the run go on until its process says its first word. */
	readonly isAwaited?: boolean;
	/** What the options line printed. On a resume that is the command line, which is not in force; undefined without such a line. */
	readonly announcedSettings?: Settings;
	/** First and last epoch that this process completed, 1-based; undefined before the first one. */
	readonly completed?: {readonly first: number; readonly last: number} | undefined;
};

/** What is kept of a run when the same source goes on with another one, for a resume of it. */
export type EarlierRun = Pick<
	RunState,
	'runDirectory' | 'settings' | 'epochs' | 'history' | 'resumedAt' | 'lastValidation' | 'classes' | 'classTables' | 'isFinalValidation' | 'notices' | 'checkpoints' | 'earlyStop' | 'probe' | 'tableEpoch'
> & {
	/** How it ended by its own words, where it came to its end. */
	readonly end?: Phase & {readonly kind: 'finished'} | undefined;
};

/** Signals that end a program before it can print anything. */
export type EndingSignal = 'SIGHUP' | 'SIGKILL' | 'SIGTERM';

/** What the training process is doing, from its own output alone. */
export type Phase =
	/** Nothing of a training has been seen. */
	| {readonly kind: 'idle'}
	/** Imports, label scan, model building. */
	| {readonly kind: 'starting'}
	| {readonly kind: 'training'}
	/** Of an epoch, or of best.pt after the last one. */
	| {readonly kind: 'validating'; readonly isFinal: boolean}
	| {readonly kind: 'finished'; readonly isEarlyStop: boolean}
	| {readonly kind: 'interrupted'}
	| {readonly kind: 'failed'}
	/** Ended by a signal that leaves no word of its own (bash printed `Killed` or `Terminated`). */
	| {readonly kind: 'killed'; readonly signal: EndingSignal};

/** The training of several that one program runs: a step of tuning, a generation, a fold. */
export type Iteration = {
	/** 1-based. */
	readonly index: number;
	/** How many there will be; undefined where the program does not say it. */
	readonly count?: number;
	/** Whether it has come to its end. */
	readonly isComplete: boolean;
};

/** The process of a training on several GPUs that failed first, as its launcher reports it. */
export type RankFailure = {
	/** Undefined where the launcher does not number it. */
	readonly rank?: number;
	/** Negative for a signal: -9 is SIGKILL. */
	readonly exitCode: number;
	/** For example `SIGKILL`. */
	readonly signal?: string;
	readonly host?: string;
};

/** A traceback that the output holds. */
export type Traceback = {
	/** For example `RuntimeError`. */
	readonly exception: string;
	/** The last line without the exception's name; may be empty. */
	readonly message: string;
	/** File, line and function of each frame, outermost first; bounded. */
	readonly frames: ReadonlyArray<{readonly file: string; readonly line: number; readonly function: string}>;
	/** The process of several that printed it, where its lines say so. */
	readonly rank?: number;
	/** What stood before it: `Exception in thread Thread-12 (plot_images)`, `Logging error`. */
	readonly origin?: string;
};

/** What a person has let begin, before its program says anything. */
export type TrainingBeginning = {
	/** Whether a run goes on; else it is a new one, of which the earlier run says nothing. */
	readonly isSameRun: boolean;
	/** Those that will be in force, as far as they are known. */
	readonly settings: Settings;
};

/** A warning or hint that the framework printed, folded with the number of times it came. */
export type Notice = {
	readonly text: string;
	readonly count: number;
	/** The epochs in which it came, 1-based, the newest of them; undefined where it came in none. */
	readonly epochs?: readonly number[];
};

export type Checkpoint = {
	/** `last.pt`, `best.pt` or `epochN.pt`. */
	readonly name: string;
	readonly path: string;
	readonly sizeBytes?: number;
	/** Milliseconds since 1970. */
	readonly writtenAt?: number;
};

/** How the source of the run is connected at this moment. */
export type Connection =
	| {readonly kind: 'open'}
	/** What was printed before is being read: it is about the past, and nothing yet of what is the case now. */
	| {readonly kind: 'reading'}
	/** Retrying; `reason` is a sentence in the engine's words. */
	| {readonly kind: 'reconnecting'; readonly reason: string; readonly attempt: number}
	/** No more output will come: end of file, the container is gone, or the process ended. */
	| {readonly kind: 'ended'}
	| {readonly kind: 'lost'; readonly reason: string};

/** Everything known of one run. Serialisable; holds no clock, no stream and no user interface state. */
export type RunState = {
	readonly target?: Target | undefined;
	readonly framework?: Framework | undefined;
	readonly task?: Task | undefined;
	readonly python?: string | undefined;
	readonly torch?: string | undefined;
	readonly devices: readonly Device[];
	readonly settings: Settings;
	readonly model?: {readonly name?: string | undefined; readonly layers?: number | undefined; readonly parameters?: number | undefined; readonly gigaflops?: number | undefined} | undefined;
	readonly scans: Readonly<Partial<Record<'train' | 'val', DatasetScan>>>;
	/** Of the training split, counted in its label files; undefined where they were not read. */
	readonly trainingLabels?: TrainingLabels | undefined;
	readonly dataLoaderWorkers?: number | undefined;
	/** Classes of the data set; undefined where the output does not say it. */
	readonly classCount?: number | undefined;
	/** Images that are kept in memory, by split, to a tenth of a gigabyte. */
	readonly cachedBytes?: Readonly<Partial<Record<'train' | 'val', number>>> | undefined;
	/** As the framework prints it; may be relative to the container's working directory. */
	readonly runDirectory?: string | undefined;
	/** Absolute path of the run directory in its container, where it was found; of the run before until the new one is found. */
	readonly locatedRunDirectory?: string | undefined;
	/** The run directory, as it is named, whose files were looked at for the first time, whatever was found; without one it is still to come. Undefined where nobody reports it. */
	readonly runFilesLook?: {readonly runDirectory?: string} | undefined;
	/** Total epochs requested. */
	readonly epochs?: number | undefined;
	readonly phase: Phase;
	/** The epoch in progress or, after it, the last one seen. */
	readonly progress?: EpochProgress | undefined;
	/** Undefined outside a validation. */
	readonly validationProgress?: ValidationProgress | undefined;
	/** Completed epochs in order of `epoch`, each once. */
	readonly history: readonly EpochRecord[];
	/** The last row `all`, of an epoch or of the final validation. */
	readonly lastValidation?: ValidationRow | undefined;
	/** The last per-class table; empty when none was printed. */
	readonly classes: readonly ValidationRow[];
	/** That table and earlier ones, also those of val programs; undefined before the first validation. */
	readonly classTables?: ClassTables | undefined;
	/** The last epoch in the table of results when it was last read, beside the records of the probe; undefined where it was not. */
	readonly tableEpoch?: number | undefined;
	/** What the probe recorded; undefined where there is no record of it. */
	readonly probe?: Probe | undefined;
	/** Whether a plain process that was started with the probe goes on without it. */
	readonly isProbeMissed?: boolean | undefined;
	/** Whether `lastValidation` is of best.pt after the last epoch. */
	readonly isFinalValidation: boolean;
	/** From the framework's early stop message. */
	readonly earlyStop?: {readonly bestEpoch?: number | undefined; readonly patience?: number | undefined} | undefined;
	/** What the framework said last that it fetches; whether it came is not said. `path` is as printed. */
	readonly download?: {readonly url: string; readonly path: string};
	/** First epoch of each resume that was seen, 1-based, in order. */
	readonly resumedAt: readonly number[];
	readonly notices: readonly Notice[];
	/** The one that tells best why the training failed. */
	readonly traceback?: Traceback | undefined;
	/** The last one that a thread or a log handler printed: the cause only where the process ends badly without another. */
	readonly survivedTraceback?: Traceback | undefined;
	/** Of a training on several GPUs; undefined for one process. */
	readonly ranks?: {readonly count?: number; readonly failure?: RankFailure} | undefined;
	/** Undefined for a single training. */
	readonly iteration?: Iteration | undefined;
	/** What the framework chose as batch size; undefined where the one of the settings counts. */
	readonly chosenBatchSize?: number | undefined;
	/** The part of the output that went to the other stream; undefined where all is there or nobody knows. */
	readonly missingOutput?: 'bars' | 'rows' | undefined;
	/**
	Lines of this process that name an error, in order, folded: those outside tracebacks and the last line of each traceback.
	At most 20, later ones are dropped: the cause comes first. Undefined when there are none.
	*/
	readonly errors?: readonly Notice[] | undefined;
	readonly checkpoints: readonly Checkpoint[];
	readonly container?: ContainerState | undefined;
	/** Undefined while the output itself reports the run. */
	readonly observation?: Observation | undefined;
	/** The job of a scheduler in which it runs; undefined for every other target. */
	readonly job?: FollowedJob | undefined;
	readonly connection: Connection;
	/** Undefined where nobody has looked for one. */
	readonly process?: SeenProcess | undefined;
	/** When the latest word of the output was printed, in milliseconds since 1970; undefined when nothing says. */
	readonly spokenAt?: number;
	/** A later process of this finished run that died before it said where it writes: the last line of its traceback. */
	readonly failedStart?: string | undefined;
	/** Exit code of the training process itself, where it is known. */
	readonly exitCode?: number | undefined;
	/** The exit code that the output reports of its program; what the program prints after it proves it wrong. */
	readonly reportedExitCode?: number | undefined;
	/** Undefined before anything was read, and for a run directory. */
	readonly program?: ProgramState | undefined;
	/** Undefined until a val or detect program was seen. */
	readonly toolRun?: ToolRun | undefined;
	/** Other runs that the same source reported, oldest first; at most 8, older ones are dropped. */
	readonly earlierRuns?: readonly EarlierRun[] | undefined;
	/** Time of the latest event, in milliseconds since 1970; undefined when no event carried a time. */
	readonly lastEventAt?: number;
};
