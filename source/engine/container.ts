import type {ContainerState} from '../domain/container-state.ts';

export type ContainerSummary = {
	readonly id: string;
	/** Without the leading slash. */
	readonly name: string;
	readonly image: string;
	/** The container's command as the engine shortens it; only for a first look. */
	readonly command: string;
	readonly status: ContainerState['status'];
	/** Milliseconds since 1970. */
	readonly createdAt?: number | undefined;
	/** Never values of the environment; labels as given at creation. */
	readonly labels: Readonly<Record<string, string>>;
	readonly mounts: readonly ContainerMount[];
};

export type ContainerMount = {
	readonly kind: 'bind' | 'volume' | 'tmpfs' | 'other';
	/** Path on the engine's host; undefined where the engine does not say. */
	readonly source?: string | undefined;
	/** Path in the container. */
	readonly destination: string;
	/** Name of a volume. */
	readonly volume?: string | undefined;
	readonly isReadOnly: boolean;
};

export type DeviceRequest = {
	readonly driver?: string | undefined;
	/** -1 stands for all. */
	readonly count?: number | undefined;
	readonly deviceIds: readonly string[];
	readonly capabilities: ReadonlyArray<readonly string[]>;
};

/**
What `docker inspect` says, as far as it is used. The environment is left out on purpose: it holds secrets.
*/
export type ContainerDetails = {
	readonly id: string;
	readonly name: string;
	/** The reference that the container was made from, for example `ultralytics/yolov5:v7.0`. */
	readonly image: string;
	readonly imageId: string;
	/** Milliseconds since 1970. */
	readonly createdAt?: number | undefined;
	readonly state: ContainerState;
	/** Process id on the engine's host; undefined when it does not run. */
	readonly pid?: number | undefined;
	readonly hasTerminal: boolean;
	readonly hasOpenStdin: boolean;
	/** Absolute; `/` when the image sets none. */
	readonly workingDirectory: string;
	/** The real argv of the container's first process. */
	readonly command: readonly string[];
	readonly labels: Readonly<Record<string, string>>;
	readonly shmSizeBytes?: number | undefined;
	/** `host`, `private`, `shareable`, `container:…`; with `host` the size of /dev/shm is the host's. */
	readonly ipcMode?: string | undefined;
	/** Undefined when there is no limit. */
	readonly memoryLimitBytes?: number | undefined;
	readonly deviceRequests: readonly DeviceRequest[];
	/** Devices of the host that were handed in by path, for example `/dev/nvidia0`. */
	readonly devicePaths?: readonly string[];
	/** True with `--privileged`: every device of the host is there. */
	readonly isPrivileged?: boolean;
	readonly runtime?: string | undefined;
	/** For example `json-file`; `none` keeps no record. */
	readonly logDriver?: string | undefined;
	readonly isAutoRemoved: boolean;
	/** For example `unless-stopped`; undefined or `no` when the engine does not start it again. */
	readonly restartPolicy?: string | undefined;
	readonly mounts: readonly ContainerMount[];
	/** Ids of the processes that `docker exec` has started and that still run. */
	readonly execIds: readonly string[];
	/** `bridge`, `host`, `none`, or the name of a network. */
	readonly networkMode?: string | undefined;
	/** Of its networks, as the engine's host sees them; empty when it does not run. */
	readonly addresses?: readonly string[];
	readonly ports?: readonly PublishedPort[];
};

/** A port of a container that is reached at a port of the engine's host. */
export type PublishedPort = {
	readonly containerPort: number;
	/** `0.0.0.0` for every address of the host. */
	readonly hostAddress: string;
	readonly hostPort: number;
};

/** A process of a container as `ps` on the engine's host sees it. */
export type ProcessRow = {
	/** On the engine's host. */
	readonly pid: number;
	readonly parentPid?: number | undefined;
	/** The command line with single spaces: quoting is lost, good for recognising only. */
	readonly command: string;
};

/** A change of a container, from the engine's event stream. */
export type ContainerEvent = {
	/** For example `die`, `oom`, `start`, `pause`, `unpause`, `rename`, `destroy`, `exec_die`, as the engine names it. */
	readonly action: string;
	/** What follows the action after a colon, such as the command line of `exec_start`. */
	readonly detail?: string | undefined;
	readonly containerId: string;
	readonly attributes: Readonly<Record<string, string>>;
	/** Milliseconds since 1970. */
	readonly at?: number | undefined;
};
