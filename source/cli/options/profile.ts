/** A named launch of the configuration file, as words of docker run: what reads those checks their values. */
export type Profile = {
	readonly name: string;
	readonly image: string;
	/** One line of words, or the words themselves; undefined for the image's own command. */
	readonly command?: string | readonly string[];
	/** Flags of sbatch for `run --slurm`; undefined where it says none. */
	readonly slurm?: readonly string[];
	/** How often a training of it goes on by itself; undefined for not at all. */
	readonly keepGoing?: number;
	/** In the order of the file. */
	readonly settings: readonly ProfileSetting[];
	/** The file that it is in, absolute. */
	readonly file: string;
	/** Where relative paths count from: the directory of the file. */
	readonly directory: string;
};

export type ProfileSetting = {
	/** Where it is in the file, for example `profiles.vest.shmSize`. */
	readonly key: string;
	/** For example `['--shm-size', '16g']`. */
	readonly words: readonly string[];
	/** What the file says, for messages; undefined where it may be a secret. */
	readonly shown?: string;
};

/** The shapes that a value of a profile may have. */
export type ProfileKind = 'text' | 'list' | 'switch' | 'map';

/** THE table of what a profile may say beside `image` and `command`, and the flag of docker run that says the same. */
export const profileKeys: Readonly<Record<string, {readonly flag: string; readonly kind: ProfileKind; readonly isSecret?: boolean}>> = {
	gpus: {flag: '--gpus', kind: 'text'},
	shmSize: {flag: '--shm-size', kind: 'text'},
	volumes: {flag: '--volume', kind: 'list'},
	mounts: {flag: '--mount', kind: 'list'},
	tmpfs: {flag: '--tmpfs', kind: 'list'},
	workdir: {flag: '--workdir', kind: 'text'},
	env: {flag: '--env', kind: 'map', isSecret: true},
	envFile: {flag: '--env-file', kind: 'list'},
	ports: {flag: '--publish', kind: 'list'},
	name: {flag: '--name', kind: 'text'},
	ipc: {flag: '--ipc', kind: 'text'},
	pid: {flag: '--pid', kind: 'text'},
	network: {flag: '--network', kind: 'text'},
	dns: {flag: '--dns', kind: 'list'},
	extraHosts: {flag: '--add-host', kind: 'list'},
	memory: {flag: '--memory', kind: 'text'},
	memorySwap: {flag: '--memory-swap', kind: 'text'},
	cpus: {flag: '--cpus', kind: 'text'},
	cpuset: {flag: '--cpuset-cpus', kind: 'text'},
	pidsLimit: {flag: '--pids-limit', kind: 'text'},
	ulimits: {flag: '--ulimit', kind: 'list'},
	user: {flag: '--user', kind: 'text'},
	groups: {flag: '--group-add', kind: 'list'},
	hostname: {flag: '--hostname', kind: 'text'},
	platform: {flag: '--platform', kind: 'text'},
	entrypoint: {flag: '--entrypoint', kind: 'text'},
	labels: {flag: '--label', kind: 'map'},
	runtime: {flag: '--runtime', kind: 'text'},
	devices: {flag: '--device', kind: 'list'},
	capAdd: {flag: '--cap-add', kind: 'list'},
	capDrop: {flag: '--cap-drop', kind: 'list'},
	securityOptions: {flag: '--security-opt', kind: 'list'},
	restart: {flag: '--restart', kind: 'text'},
	stopSignal: {flag: '--stop-signal', kind: 'text'},
	stopTimeout: {flag: '--stop-timeout', kind: 'text'},
	logDriver: {flag: '--log-driver', kind: 'text'},
	logOptions: {flag: '--log-opt', kind: 'map'},
	rm: {flag: '--rm', kind: 'switch'},
	init: {flag: '--init', kind: 'switch'},
	tty: {flag: '--tty', kind: 'switch'},
	interactive: {flag: '--interactive', kind: 'switch'},
	privileged: {flag: '--privileged', kind: 'switch'},
	readOnly: {flag: '--read-only', kind: 'switch'},
};
