import type {DirectoryId} from './directory-id.ts';
import type {FollowedJob} from './job.ts';
import type {MetricName, Metrics} from './metric.ts';
import type {FrameworkName, Task} from './framework.ts';
import type {RunCondition, RunStatus} from './run-status.ts';

/** The settings that a person compares runs by; undefined where the file does not name them. */
export type RunSettings = {
	readonly batchSize?: string | undefined;
	readonly imageSize?: string | undefined;
	readonly weights?: string | undefined;
	readonly data?: string | undefined;
	/** Further ones that are written plainly, by the framework's names. */
	readonly others?: Readonly<Record<string, string>>;
};

/** The figures of a run by epoch, thinned out: a list keeps hundreds of them. */
export type RunCurves = {
	/** 1-based, ascending; at most 80. */
	readonly epochs: readonly number[];
	/** As long as `epochs`; undefined where an epoch was not validated. Only what the run has figures for. */
	readonly values: Readonly<Partial<Record<MetricName, ReadonlyArray<number | undefined>>>>;
	/** The first loss of the framework, on the training split. */
	readonly loss?: {readonly name: string; readonly values: ReadonlyArray<number | undefined>};
};

/** One run directory in one line. */
export type RunSummary = {
	/** What opens it, the same for the same directory: `CONTAINER:/path`, `/path`, with its host `HOST/CONTAINER:/path`. */
	readonly key: string;
	/** The host that it is on, where several are listed; undefined for this machine. */
	readonly host?: string;
	/** The same for every container and machine that sees the directory. */
	readonly id: DirectoryId;
	/** Through which container its files are read; undefined on this machine. */
	readonly container?: {readonly id: string; readonly name: string};
	/** The container that writes it or wrote it last; undefined where that is not known, or where no container did. */
	readonly writer?: {readonly id: string; readonly name: string} | undefined;
	/** Absolute. */
	readonly directory: string;
	/** Where a run of a container is on this machine, absolute; undefined where this machine cannot read it. */
	readonly hostDirectory?: string | undefined;
	readonly condition: RunCondition;
	readonly framework?: FrameworkName;
	readonly task?: Task;
	readonly completedEpochs: number;
	/** Undefined when the settings do not say. */
	readonly epochs?: number;
	/** By mAP50-95, or top1 for classification; undefined before a validation. */
	readonly best?: {readonly epoch: number; readonly metrics: Metrics} | undefined;
	/** Undefined before the first epoch. */
	readonly curves?: RunCurves;
	readonly settings: RunSettings;
	/** When the settings were written, in milliseconds since 1970. */
	readonly startedAt?: number;
	/** The last change of its files, in milliseconds since 1970. */
	readonly modifiedAt: number;
	/** Mean over the run by the times of its files; undefined before the first epoch and after a resume. */
	readonly secondsPerEpoch?: number;
	/** All files together; undefined when it was not asked. */
	readonly sizeBytes?: number;
};

/** A container in which something trains. */
export type TrainingContainerSummary = {
	readonly id: string;
	readonly name: string;
	readonly image: string;
	/** The host that it is on, where several are listed; undefined for this machine. */
	readonly host?: string;
	readonly isPaused: boolean;
	/** The command line of its training, for a person to read. */
	readonly command: string;
	/** When the training was started, in milliseconds since 1970. */
	readonly startedAt?: number;
	/** As the command line or the container says: `0`, `cpu`, `all`. */
	readonly device?: string;
	/** Where the training writes; undefined before it has made its directory. */
	readonly runDirectory?: string;
	/** Undefined where its files cannot be read. */
	readonly run?: RunSummary;
};

/** A job of a scheduler in a list. */
export type JobSummary = {
	/** As a target: `slurm:12`. */
	readonly name: string;
	/** The host whose scheduler has it; undefined for this machine. */
	readonly host?: string | undefined;
	readonly job: FollowedJob;
	/** Undefined where its output names no run directory yet, or cannot be read. */
	readonly run?: RunSummary;
	/** It has ended before its run was finished, and there is a checkpoint. */
	readonly canGoOn?: boolean;
};

/** A name with its host, as a target: `lab/yolo`. */
export function withHostName(name: string, host: string | undefined): string {
	return host === undefined ? name : `${host}/${name}`;
}

/** The state of a training in a list; one that has made no directory yet is starting. */
export function statusOfTraining({isPaused, run}: Pick<TrainingContainerSummary, 'isPaused' | 'run'>): RunStatus {
	return isPaused ? 'paused' : run?.condition ?? 'starting';
}
