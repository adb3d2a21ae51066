/** The schedulers that a host may have, by the word with which a target begins. */
export const schedulerKinds = ['slurm'] as const;

export type SchedulerKind = (typeof schedulerKinds)[number];

/** A place whose containers or jobs are listed. */
export type Host =
	| {
		readonly kind: 'engine';
		/** In front of the names of its containers, as in `lab/yolo`; undefined for the one engine of the surroundings. */
		readonly name?: string;
		/** Address of the engine, as docker writes it. */
		readonly host?: string | undefined;
		/** A context of docker. */
		readonly context?: string | undefined;
	}
	| {
		readonly kind: 'scheduler';
		/** Undefined for the one of this machine or of `--cluster`. */
		readonly name?: string;
		readonly scheduler: SchedulerKind;
		/** As ssh knows it; undefined for this machine. */
		readonly host?: string | undefined;
	};

/** Names that a host may have: a word that never looks like a flag, a path or a container's run. */
const hostName = /^[\da-z][\w\-.]*$/i;

/** Of what is listed without a host's name. */
const takenNames: ReadonlySet<string> = new Set(['directory', ...schedulerKinds]);

export const isHostName = (text: string): boolean => hostName.test(text) && !takenNames.has(text);

/** Whether an address leads to another machine. */
export const isOnNetwork = (address: string | undefined): boolean => /^(?:ssh|tcp|https?):/.test(address ?? '');

/** By what name a list knows a host: an empty one is the engine of the surroundings. */
export function labelOfHost(host: Host): string {
	return host.name ?? (host.kind === 'engine' ? host.host ?? '' : `${host.scheduler}${host.host === undefined ? '' : `:${host.host}`}`);
}

/** What the names of a host's rows begin with, and what its group is called; undefined for this machine. */
export const rowHostOf = (host: Host): string | undefined => host.name ?? (host.kind === 'scheduler' ? host.host : undefined);

/** The place that a text of the configuration means: an address of an engine, `context:NAME`, `slurm:HOST`; undefined for what is none. */
export function parseHost(name: string, text: string): Host | undefined {
	const context = /^context:(.+)$/.exec(text)?.[1];
	if (context !== undefined) {
		return {kind: 'engine', name, context};
	}

	const [, word, host] = /^([a-z]+):([^\s/]+)$/.exec(text) ?? [];
	const scheduler = schedulerKinds.find(kind => kind === word);
	if (scheduler !== undefined) {
		// A host that begins with a dash would be an option of ssh.
		return host!.startsWith('-')
			? undefined
			: {
				kind: 'scheduler', name, scheduler, host,
			};
	}

	return /^(?:ssh|tcp|https?|unix|npipe):\/\/./.test(text) ? {kind: 'engine', name, host: text} : undefined;
}

/** A short name for an address: its host, or the file of its socket. */
function nameOfAddress(address: string): string {
	const [, scheme = '', rest = address] = /^([a-z]+):\/\/(.*)$/i.exec(address) ?? [];
	const file = rest.split(/[/\\]/).at(-1)!.replace(/\.sock$/, '');
	const host = scheme === 'unix' || scheme === 'npipe' ? file : rest.split('/', 1)[0]!.replace(/^[^@]*@/, '').replace(/:\d+$/, '').replaceAll(/[[\]]/g, '');
	const plain = host.replaceAll(/[^\w\-.]+/g, '-').replace(/^[^\da-z]+/i, '');
	return plain === '' ? 'engine' : plain;
}

/** The addresses of the command line as hosts with names that differ: those of the configuration, else short ones. */
function namedAddresses(addresses: readonly string[], configured: readonly Host[]): readonly Host[] {
	const taken = new Set<string>();
	return addresses.map((address): Host => {
		const known = configured.find(one => one.kind === 'engine' && (one.name === address || one.host === address));
		const base = known?.name ?? nameOfAddress(address);
		let name = base;
		for (let number = 2; taken.has(name); number++) {
			name = `${base}-${number}`;
		}

		taken.add(name);
		return known === undefined ? {kind: 'engine', name, host: address} : {...known, name};
	});
}

export type GivenHosts = {
	/** Of every `--host` of the command line. */
	readonly addresses: readonly string[];
	/** Whether the command line says which engine or cluster is meant. */
	readonly isNamed: boolean;
	/** The engine and the cluster that the options name. */
	readonly host?: string | undefined;
	readonly context?: string | undefined;
	readonly cluster?: string | undefined;
	/** Of DOCKER_HOST. */
	readonly surrounding?: string | undefined;
	/** Of the configuration file. */
	readonly configured: readonly Host[];
};

/** Everything that a list shows: what the command line names, else the engine and the scheduler of this machine and the hosts of the configuration. */
export function listedHosts({addresses, isNamed, host, context, cluster, surrounding, configured}: GivenHosts): readonly Host[] {
	const scheduler = (name: SchedulerKind): Host => ({kind: 'scheduler', scheduler: name, ...(cluster !== undefined && {host: cluster})});
	// Beside others an engine of another machine has a name, too.
	const usual = context === undefined && !isNamed && configured.length > 0 ? host ?? surrounding : undefined;
	const named = addresses.length > 1 ? addresses : (isOnNetwork(usual) ? [usual!] : []);
	const own: readonly Host[] = named.length > 0
		? namedAddresses(named, configured)
		: [{kind: 'engine', ...(host !== undefined && {host}), ...(context !== undefined && {context})}];
	return [...own, ...schedulerKinds.map(kind => scheduler(kind)), ...(isNamed ? [] : configured)];
}

/** What of the options says where a target is. */
export type Aim = {readonly target?: string | undefined; readonly host?: string | undefined; readonly context?: string | undefined; /** Of the host that the target has named. */ readonly hostName?: string | undefined; readonly knownHosts: readonly Host[]};

/**
The options for a target that may name its host: `lab/yolo` is the container yolo of the host lab, `uni/12` and `slurm:uni/12` are jobs. A name that is no known
host is left as it is: it is a path.
*/
export function aimAt<T extends Aim>(options: T, target: string): T {
	const [, kind, name, rest] = /^(?:([a-z]+):)?([^/:]+)\/(.+)$/s.exec(target) ?? [];
	const found = options.knownHosts.find(host => host.name === name && (kind === undefined || (host.kind === 'scheduler' && host.scheduler === kind)));
	if (found === undefined || rest === undefined) {
		return {...options, target};
	}

	return found.kind === 'scheduler'
		? {...options, target: `${found.scheduler}:${found.host!}/${rest}`}
		: {
			...options, target: rest, host: found.host, context: found.context, hostName: found.name,
		};
}
