/** A host directory, a named or anonymous volume, or memory, seen at `target` inside the container. */
export type MountPlan =
	/** `source` is absolute. `relabel` is SELinux's z or Z, which only the older form of the request can carry. */
	| {readonly type: 'bind'; readonly source: string; readonly target: string; readonly isReadOnly: boolean; readonly propagation?: string | undefined; readonly relabel?: 'z' | 'Z' | undefined}
	/** Without `source` the engine makes an anonymous volume. */
	| {readonly type: 'volume'; readonly source?: string | undefined; readonly target: string; readonly isReadOnly: boolean; readonly hasNoCopy?: boolean}
	| {readonly type: 'tmpfs'; readonly target: string; readonly sizeBytes?: number | undefined; readonly mode?: number | undefined};

export type PortPlan = {
	/** Empty for every address of the host. */
	readonly hostAddress: string;
	/** Undefined for a free port that the engine picks. */
	readonly hostPort?: number | undefined;
	readonly containerPort: number;
	readonly protocol: 'tcp' | 'udp' | 'sctp';
};

export type GpuRequest = {
	/** How many; `all` of them; undefined when `deviceIds` says which. */
	readonly count?: number | 'all';
	/** Indexes or UUIDs. */
	readonly deviceIds?: readonly string[];
	/** Beside `gpu`, for example `utility`. */
	readonly capabilities: readonly string[];
	readonly driver: string;
	/** For the driver, as in a compose file; undefined for none. */
	readonly options?: Readonly<Record<string, string>>;
};

export type Ulimit = {readonly name: string; readonly soft: number; readonly hard: number};

/** A device of the host, or one by its CDI name, such as `nvidia.com/gpu=all`, which is in both paths. */
export type DevicePlan = {readonly hostPath: string; readonly containerPath: string; readonly permissions: string};

export type RestartPlan = {readonly name: 'no' | 'always' | 'unless-stopped' | 'on-failure'; readonly maximumRetryCount?: number | undefined};

/**
What would be created, from docker run's own flags or from an existing container. Holds environment values: it is never
shown as it is, only through planToDockerCommand and redactRequest.
*/
export type LaunchPlan = {
	readonly image: string;
	/** What runs; empty for the image's own command. */
	readonly command: readonly string[];
	/** Undefined for the image's own. */
	readonly entrypoint?: readonly string[] | undefined;
	readonly name?: string;
	readonly workingDirectory?: string | undefined;
	readonly user?: string | undefined;
	readonly hostname?: string | undefined;
	readonly platform?: string;
	/** NAME=value, in order. */
	readonly environment: readonly string[];
	readonly labels: Readonly<Record<string, string>>;
	readonly hasTerminal: boolean;
	readonly isInteractive: boolean;
	/** Whether whoever starts it stays attached to it, as with `docker run -it`; yolotop itself never does. */
	readonly isAttached?: boolean;
	readonly mounts: readonly MountPlan[];
	readonly ports: readonly PortPlan[];
	/** Ports that the container announces without publishing, for example `6006/tcp`. */
	readonly exposedPorts: readonly string[];
	readonly gpus?: GpuRequest | undefined;
	readonly runtime?: string | undefined;
	readonly shmSizeBytes?: number | undefined;
	readonly ipcMode?: string | undefined;
	readonly pidMode?: string | undefined;
	readonly networkMode?: string | undefined;
	readonly networkAliases: readonly string[];
	readonly dns: readonly string[];
	readonly extraHosts: readonly string[];
	readonly memoryBytes?: number | undefined;
	/** Memory and swap together; -1 for no limit. */
	readonly memorySwapBytes?: number | undefined;
	readonly memoryReservationBytes?: number | undefined;
	readonly cpus?: number | undefined;
	readonly cpuset?: string | undefined;
	readonly pidsLimit?: number | undefined;
	readonly ulimits: readonly Ulimit[];
	readonly devices: readonly DevicePlan[];
	readonly isPrivileged: boolean;
	readonly isReadOnly: boolean;
	readonly addedCapabilities: readonly string[];
	readonly droppedCapabilities: readonly string[];
	readonly securityOptions: readonly string[];
	readonly groups: readonly string[];
	readonly restart?: RestartPlan;
	readonly isAutoRemoved: boolean;
	readonly hasInit: boolean;
	/** What plain `docker stop` sends: SIGINT unless the person says otherwise, because trainings ignore SIGTERM as PID 1; undefined for the engine's own. */
	readonly stopSignal?: string;
	readonly stopTimeoutSeconds?: number;
	readonly logDriver?: string | undefined;
	readonly logOptions: Readonly<Record<string, string>>;
};

/** A plan that says nothing beyond the image. */
export function emptyPlan(image: string): LaunchPlan {
	return {
		image,
		command: [],
		environment: [],
		labels: {},
		hasTerminal: true,
		isInteractive: false,
		mounts: [],
		ports: [],
		exposedPorts: [],
		networkAliases: [],
		dns: [],
		extraHosts: [],
		ulimits: [],
		devices: [],
		isPrivileged: false,
		isReadOnly: false,
		addedCapabilities: [],
		droppedCapabilities: [],
		securityOptions: [],
		groups: [],
		isAutoRemoved: false,
		hasInit: false,
		stopSignal: 'SIGINT',
		// A checkpoint of a large model on a slow disk takes tens of seconds; Docker's own default of 10 s cuts it off.
		stopTimeoutSeconds: 60,
		logOptions: {},
	};
}

/**
Whether a device is named as the Container Device Interface does: `vendor.com/class=name`. The name may hold colons, as that of a part of a
GPU does: `nvidia.com/gpu=0:1`. Source: cncf-tags/container-device-interface, pkg/parser.
*/
export function isCdiName(device: string): boolean {
	return /^[a-z][\w\-.]*\/[a-z][\w\-.]*=[\w\-.:]+$/i.test(device);
}
