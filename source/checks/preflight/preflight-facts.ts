import type {LaunchPlan} from '../../plan/launch-plan.ts';
import type {TrainingCommand} from '../../training/training-program.ts';

/** A file that the training's command names, and whether it is there; one that cannot be looked at from here is left out. */
export type InputFact = {
	readonly role: 'data' | 'weights' | 'cfg' | 'hyp' | 'resume';
	/** As the command names it. */
	readonly path: string;
	/** Where it is on the host by its path alone. */
	readonly hostPath: string;
	readonly isThere: boolean;
	/** Directories of the host below which the framework searches too. */
	readonly searched?: readonly string[];
	/** How many files of that name the search found, where it is more than one: YOLOv5 then takes none. */
	readonly matches?: number | undefined;
	/** Whether the framework downloads it by its name. */
	readonly isDownloaded?: boolean;
};

/** What is known before a container is made. Undefined is not known, and no check judges it. */
export type PreflightFacts = {
	readonly plan: LaunchPlan;
	/** The training that the container would run. */
	readonly training?: TrainingCommand | undefined;
	/** Whether it would run a shell for a person. */
	readonly isShell: boolean;
	/** Where the training starts, absolute in the container. */
	readonly directory: string;
	readonly hasImage?: boolean;
	/** Names of all containers. */
	readonly names: readonly string[];
	readonly networks?: readonly string[] | undefined;
	/** Host ports of the plan that somebody listens on. */
	readonly busyPorts: readonly number[];
	/** Sources of bind mounts that are not there. */
	readonly missingSources: readonly string[];
	readonly inputs: readonly InputFact[];
	/** Whether the font of YOLOv5 is in a mount; undefined where it needs none. */
	readonly hasFont?: boolean | undefined;
	/** Runtimes that the engine knows; undefined for Podman, which takes others too. */
	readonly runtimes?: readonly string[] | undefined;
	/** Devices of the plan that this machine does not have. */
	readonly missingDevices?: readonly string[];
	/** Whether the engine can hand out a GPU: proven, or no sign of it. */
	readonly hasGpuSupport?: boolean | undefined;
	/** Whether the machine has a GPU that a training could use. */
	readonly hasGpu?: boolean;
	/** Of the engine's machine. */
	readonly processors?: number | undefined;
	/** Where the results go, and what is free there. */
	readonly disk?: {readonly path: string; readonly availableBytes: number} | undefined;
};
