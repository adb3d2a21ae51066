import type {
	Checkpoint,
	Connection,
	DatasetScan,
	EndingSignal,
	EpochProgress,
	EpochRecord,
	Iteration,
	RankFailure,
	Tool,
	Traceback,
	TrainingBeginning,
	ValidationProgress,
} from './run.ts';
import type {FollowedJob} from './job.ts';
import type {Observation, SeenProcess} from './observation.ts';
import type {ContainerState} from './container-state.ts';
import type {
	Device,
	Framework,
	Settings,
	Task,
} from './framework.ts';
import type {TrainingLabels, ValidationRow} from './validation.ts';
import type {Probe} from './probe.ts';
import type {Target} from './target.ts';
import type {
	Detection,
	ExportedModel,
	ToolEnd,
	ToolSpeed,
} from './tool-run.ts';

export type {Tool} from './run.ts';

/** What a validation row belongs to: an epoch, best.pt after the last epoch, or a val program. */
export type ValidationScope = 'epoch' | 'final' | 'tool';

/** What the output of the framework says, in the past tense. Parsed from lines. */
export type OutputEvent =
	/** The line with all options: a new process. On a resume it shows the command line, not the settings in force. */
	| {readonly type: 'process-started'; readonly tool: Tool; readonly framework?: Framework; readonly task?: Task; readonly settings: Settings}
	| {readonly type: 'framework-detected'; readonly framework: Framework; readonly python?: string; readonly torch?: string; readonly devices: readonly Device[]}
	| {readonly type: 'task-detected'; readonly task: Task}
	/** The fork or family of models, told by its model or its columns. */
	| {readonly type: 'variant-detected'; readonly variant: string}
	| {readonly type: 'model-summarised'; readonly name?: string; readonly layers?: number; readonly parameters?: number; readonly gigaflops?: number}
	/** How many classes the data set has, where the model had another number. */
	| {readonly type: 'class-count-announced'; readonly count: number}
	| {readonly type: 'dataset-scanned'; readonly split: 'train' | 'val'; readonly scan: DatasetScan}
	| {readonly type: 'images-cached'; readonly split: 'train' | 'val'; readonly bytes: number}
	| {readonly type: 'workers-announced'; readonly workers: number}
	| {readonly type: 'run-directory-announced'; readonly path: string}
	/** `epoch` is the first epoch that will run, 1-based. */
	| {readonly type: 'training-resumed'; readonly checkpoint?: string | undefined; readonly epoch: number; readonly epochs?: number | undefined}
	| {readonly type: 'training-started'; readonly epochs?: number | undefined}
	/** A part of the output is not there: it went to the other stream, or was switched off. */
	| {readonly type: 'output-incomplete'; readonly missing: 'bars' | 'rows'}
	/** A bar of the epoch moved. Only the latest matters. */
	| {readonly type: 'epoch-progressed'; readonly progress: EpochProgress}
	| {readonly type: 'validation-progressed'; readonly progress: ValidationProgress}
	| {readonly type: 'epoch-completed'; readonly record: EpochRecord; readonly epochs?: number | undefined}
	/** The row `all`; starts a new per-class table. */
	| {readonly type: 'validation-reported'; readonly scope: ValidationScope; readonly row: ValidationRow}
	| {readonly type: 'class-reported'; readonly scope: ValidationScope; readonly row: ValidationRow}
	/** `bestEpoch` is 1-based. */
	| {readonly type: 'early-stop-announced'; readonly bestEpoch?: number | undefined; readonly patience?: number | undefined}
	/** `epochs` counts those of this process only. */
	| {readonly type: 'training-ended'; readonly epochs?: number | undefined; readonly hours?: number}
	| {readonly type: 'final-validation-started'; readonly checkpoint?: string | undefined}
	/** The last line of a good run; without `path` where the framework does not say where the results are. */
	| {readonly type: 'results-saved'; readonly path?: string}
	/** An image or frame of a detect program is done. */
	| {readonly type: 'image-detected'; readonly detection: Detection}
	/** Mean times of a val or detect program. */
	| {readonly type: 'speed-reported'; readonly speed: ToolSpeed}
	/** The last word of a val or detect program, but for its labels; without `path` where it does not say where the results are. */
	| {readonly type: 'tool-results-saved'; readonly path?: string}
	| {readonly type: 'labels-saved'; readonly count: number; readonly path: string}
	/** An export of a model into one format has come to its end, well or not. */
	| {readonly type: 'model-exported'; readonly exported: ExportedModel}
	/** All formats are done. */
	| {readonly type: 'export-ended'; readonly seconds?: number}
	/** Several exports were validated in turn; the table of them follows. */
	| {readonly type: 'benchmark-ended'; readonly seconds?: number}
	/** Several trainings of one program: hyperparameters are tuned, generations evolve, folds are held out. `isComplete` when it ended. */
	| {readonly type: 'iteration-reported'; readonly iteration: Iteration}
	/** The tuner says that a training of it failed; it goes on with the next. */
	| {readonly type: 'iteration-failed'}
	/** The framework has chosen a batch size itself, by the memory of the GPU or because the one before did not fit. */
	| {readonly type: 'batch-size-chosen'; readonly batchSize: number}
	/** A training on several GPUs, each with its own process. */
	| {readonly type: 'ranks-detected'; readonly count: number}
	/** The launcher of a training on several GPUs reports the process that failed first. */
	| {readonly type: 'rank-failed'; readonly failure: RankFailure}
	| {readonly type: 'process-interrupted'}
	/** `isSurvived` for an exception of a thread or of a log handler, which does not end the program by itself. */
	| {readonly type: 'traceback-printed'; readonly traceback: Traceback; readonly isSurvived?: true}
	/** A shell or a scheduler reported that the training was ended by a signal. */
	| {readonly type: 'process-killed'; readonly signal: EndingSignal}
	/** What started the program reported its end, by an exit code that says no more. */
	| {readonly type: 'exit-code-reported'; readonly exitCode: number}
	/** A line that names an error but belongs to no traceback: of a data loader's worker, a shell, a download, the C++ runtime. */
	| {readonly type: 'error-printed'; readonly text: string}
	/** The framework fetches something that is not there. `path` is as printed. */
	| {readonly type: 'download-announced'; readonly url: string; readonly path: string; readonly at?: number | undefined}
	| {readonly type: 'notice-printed'; readonly text: string};

/** What the edge knows beside the output. */
export type SourceEvent =
	| {readonly type: 'target-described'; readonly target: Target}
	| {readonly type: 'container-changed'; readonly container: ContainerState}
	| {readonly type: 'connection-changed'; readonly connection: Connection}
	/** Where the run directory really is; the output may name it relative to a directory that nothing names. */
	| {readonly type: 'run-directory-located'; readonly path: string}
	/** From opt.yaml or args.yaml. `framework` is what the shape of the file tells. */
	| {readonly type: 'settings-read'; readonly settings: Settings; readonly runDirectory?: string | undefined; readonly framework?: Framework; readonly task?: Task}
	/** All rows of results.csv, each epoch once. `runDirectory` is where the file is; it keeps rows of another run out. */
	| {readonly type: 'history-read'; readonly records: readonly EpochRecord[]; readonly runDirectory?: string | undefined; readonly task?: Task; readonly framework?: Framework}
	/** What the probe has recorded in the run directory. */
	| {readonly type: 'probe-read'; readonly probe: Probe; readonly runDirectory: string}
	/** A training that was started with the probe has written its first row without a record of it. */
	| {readonly type: 'probe-missed'}
	/** Somebody has counted the labels of the training split. */
	| {readonly type: 'labels-counted'; readonly labels: TrainingLabels}
	/** The first look at the files of the run that the output names is done, whatever it found; without `runDirectory` somebody begins to look. */
	| {readonly type: 'run-files-looked-at'; readonly runDirectory?: string}
	| {readonly type: 'checkpoints-observed'; readonly checkpoints: readonly Checkpoint[]}
	/** Without `observation` the output reports the run again. */
	| {readonly type: 'training-observed'; readonly observation?: Observation}
	/** Somebody has looked for the training process. */
	| {readonly type: 'process-seen'; readonly process: SeenProcess}
	/** A job of a scheduler as it was last seen. */
	| {readonly type: 'job-changed'; readonly job: FollowedJob}
	| {readonly type: 'process-exited'; readonly exitCode: number}
	/** A new process was started, which has not said anything yet; what it begins, where a person has chosen it. */
	| {readonly type: 'training-relaunched'; readonly beginning?: TrainingBeginning}
	/** A val or detect program that yolotop has started beside the run has printed something: it says nothing of the training. */
	| {readonly type: 'tool-printed'; readonly event: OutputEvent}
	| {readonly type: 'tool-exited'; readonly end: ToolEnd};

/** Everything that can change a RunState. `at` is stamped by the edge, in milliseconds since 1970. */
export type RunEvent = (OutputEvent | SourceEvent) & {readonly at?: number | undefined};

const sourceEventTypes: Readonly<Record<SourceEvent['type'], true>> = {
	'target-described': true,
	'container-changed': true,
	'run-directory-located': true,
	'connection-changed': true,
	'settings-read': true,
	'history-read': true,
	'probe-read': true,
	'probe-missed': true,
	'labels-counted': true,
	'run-files-looked-at': true,
	'checkpoints-observed': true,
	'training-observed': true,
	'process-seen': true,
	'job-changed': true,
	'process-exited': true,
	'training-relaunched': true,
	'tool-printed': true,
	'tool-exited': true,
};

/** Whether an event is none of the output. */
export function isSourceEvent(event: RunEvent): event is SourceEvent {
	return Object.hasOwn(sourceEventTypes, event.type);
}
