import {Buffer} from 'node:buffer';
import {EventEmitter, once} from 'node:events';
import {Readable} from 'node:stream';
import {processScanScript} from '../../source/training/process-scan.ts';
import type {ContainerDetails, ContainerEvent, ContainerSummary} from '../../source/engine/container.ts';
import type {Engine} from '../../source/engine/engine.ts';

/** A container of the stub: what it says when it is asked. */
export type StubContainer = {
	readonly name: string;
	readonly status: ContainerSummary['status'];
	readonly mounts?: ContainerDetails['mounts'];
	/** What it has printed. */
	readonly log?: string;
	/** Of its first process; `bash` unless given. */
	readonly command?: readonly string[];
	/** Command lines of its processes. */
	readonly processes?: readonly string[];
	/** When it was made and when it ended, in milliseconds since 1970. */
	readonly createdAt?: number;
	readonly finishedAt?: number;
	/** By path: content and time. */
	readonly files?: Readonly<Record<string, {readonly text: string; readonly modifiedAt: number}>>;
};

/** Whether a file is at or below a path. */
const isBelow = (file: string, path: string) => file === path || file.startsWith(`${path}/`);

/** Whether it is the program that tells the processes and the runs at once. */
const isLook = (command: readonly string[]) => command[2]?.startsWith(processScanScript) === true;

function detailsOf({name, status, createdAt, finishedAt, mounts = [], command = ['bash']}: StubContainer): ContainerDetails {
	return {
		id: name, name, image: 'yolov5', imageId: 'sha256:1', ...(createdAt !== undefined && {createdAt}), state: {status, ...(finishedAt !== undefined && {finishedAt})}, hasTerminal: false, hasOpenStdin: false, workingDirectory: '/usr/src/app', command, labels: {}, deviceRequests: [], isAutoRemoved: false, mounts, execIds: [],
	};
}

/** An engine without a server that counts what it is asked; every call that it does not know rejects. */
export function createStubEngine(initial: readonly StubContainer[], endpoint = 'tcp://stub:2375') {
	let containers = initial;
	const calls: Array<{readonly operation: string; readonly container?: string; readonly argument?: string}> = [];
	const listeners = new Set<(event: ContainerEvent) => void>();
	let failure: Error | undefined;

	const find = (operation: string, name: string, argument?: string): StubContainer => {
		calls.push({operation, container: name, ...(argument !== undefined && {argument})});
		const container = containers.find(candidate => candidate.name === name);
		if (failure !== undefined || container === undefined) {
			throw failure ?? new Error(`No such container: ${name}`);
		}

		return container;
	};

	const known: Partial<Engine> = {
		async listContainers({isAll = false} = {}) {
			calls.push({operation: 'list'});
			if (failure !== undefined) {
				throw failure;
			}

			return containers.filter(({status}) => isAll || status === 'running' || status === 'paused').map(({name, status, mounts = [], command = ['bash']}) => ({
				id: name, name, image: 'yolov5', command: command.join(' '), status, labels: {}, mounts,
			}));
		},
		inspectContainer: async container => detailsOf(find('inspect', container)),
		topProcesses: async container => (find('top', container).processes ?? []).map((command, index) => ({pid: index + 1, parentPid: 0, command})),
		async statFile(container, path) {
			const {files = {}} = find('stat', container, path);
			const [, first] = Object.entries(files).find(([file]) => isBelow(file, path)) ?? [];
			return first && {kind: Object.hasOwn(files, path) ? 'file' : 'directory', sizeBytes: first.text.length, modifiedAt: first.modifiedAt};
		},
		async readFile(container, path) {
			const file = find('read', container, path).files?.[path];
			return file && Buffer.from(file.text);
		},
		async openLogs(container) {
			const body = Buffer.from(`2026-01-01T00:00:00.000000000Z ${find('logs', container).log ?? ''}`);
			const head = Buffer.alloc(8);
			head.writeUInt8(2, 0);
			head.writeUInt32BE(body.length, 4);
			return Readable.from([Buffer.concat([head, body])]);
		},
		listChangedPaths: async container => Object.keys(find('changes', container).files ?? {}),
		async exec(container, command) {
			const {processes = [], files = {}} = find('exec', container, isLook(command) ? 'look' : command[0]);
			const rows = processes.map((line, index) => `${index + 1}\t0\tS\t0\t2\t${Array.from({length: 20}, () => '0').join(' ')}\t/w\t\t${line.replaceAll(' ', '\u{1}')}\u{1}`);
			const listing = Object.entries(files).map(([path, {text, modifiedAt}]) => `${modifiedAt / 1000}\t${text.length}\t${path}`);
			const bases = ['/w', ...command.slice(4)].map(base => `base\t${base}`);
			const contents = command.slice(3).map(path => `==> ${path} <==\n${files[path]?.text ?? ''}\n`);
			const stdout = isLook(command) ? [...rows, '== open', '== files', ...bases, ...listing].join('\n') : (command[0] === 'tail' ? contents : listing).join('\n');
			return {
				exitCode: 0, stdout, stderr: '', isTruncated: false,
			};
		},
		async openEvents({signal} = {}) {
			calls.push({operation: 'events'});
			if (failure !== undefined) {
				throw failure;
			}

			return readEvents(listeners, signal);
		},
	};
	const refuse = async () => {
		throw new Error('The stub does not know this call');
	};

	const engine = new Proxy(known as Engine, {
		get(target, name) {
			return name === 'endpoint' ? endpoint : (Reflect.get(target, name) as unknown) ?? refuse;
		},
	});
	return {
		engine,
		calls,
		count: (operation: string, container?: string) => calls.filter(call => call.operation === operation && (container === undefined || call.container === container)).length,
		change(next: readonly StubContainer[]) {
			containers = next;
		},
		fail(error: Error | undefined) {
			failure = error;
		},
		tell(event: Pick<ContainerEvent, 'action' | 'detail' | 'containerId'> & Partial<Pick<ContainerEvent, 'attributes'>>) {
			for (const listener of listeners) {
				listener({attributes: {}, ...event});
			}
		},
		isListening: () => listeners.size > 0,
	};
}

async function * readEvents(listeners: Set<(event: ContainerEvent) => void>, signal: AbortSignal | undefined): AsyncGenerator<ContainerEvent, void> {
	const queue: ContainerEvent[] = [];
	const changed = new EventEmitter();
	const listener = (event: ContainerEvent) => {
		queue.push(event);
		changed.emit('change');
	};

	const abort = () => {
		changed.emit('change');
	};

	listeners.add(listener);
	signal?.addEventListener('abort', abort, {once: true});
	try {
		while (signal?.aborted !== true) {
			yield * queue.splice(0);
			if (queue.length === 0 && !signal?.aborted) {
				await once(changed, 'change');
			}
		}
	} finally {
		listeners.delete(listener);
	}
}
