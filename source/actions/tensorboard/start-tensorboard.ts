import {whenAborted} from '../../domain/deferred.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import type {StartedExec} from '../../engine/exec.ts';
import {createDemultiplexer} from '../../stream/demultiplex.ts';
import {forwardPort, type Forward} from './forward-port.ts';
import {findTensorboard, usualPort} from './find-tensorboard.ts';
import type {TensorboardPlan} from './plan-tensorboard.ts';
import {findReach, possibleReaches, type ReachedBy} from './reach.ts';

/** A TensorBoard that shows the runs of a container, and where it is reached from here. */
export type Tensorboard = {
	/** `http://127.0.0.1:6006/`. */
	readonly url: string;
	readonly by: ReachedBy;
	/** Absolute, where it runs. */
	readonly logs: string;
	/** Settles with its last words when it has ended, whoever ended it. */
	readonly ended: Promise<string>;
	/** Ends it, also one that was there before. */
	stop(): Promise<void>;
	/** Lets go of it; it goes on. */
	leave(): void;
};

export type StartTensorboardOptions = {
	/** Wanted port on this machine, where yolotop makes the address. */
	readonly port?: number | undefined;
	/** Whether it shall be reached without yolotop. */
	readonly isKept: boolean;
	readonly signal: AbortSignal;
};

/**
A fixed script: says its process id, which it keeps, and becomes TensorBoard: the program, or the module where the image has only that.
*/
const script = `
echo "pid $$"
command -v tensorboard >/dev/null 2>&1 && exec tensorboard "$@"
command -v python >/dev/null 2>&1 && exec python -m tensorboard.main "$@"
exec python3 -m tensorboard.main "$@"
`;

/** The words for the journal and for a person who does it by hand. */
export function tensorboardCommand({logs}: Pick<TensorboardPlan, 'logs'>, host: string): readonly string[] {
	return ['tensorboard', '--logdir', logs, '--host', host, '--port', String(usualPort)];
}

/** The address that it has to listen at to be reached in the way that is possible. */
export function listenAddress(engine: Pick<Engine, 'endpoint'>, details: ContainerDetails, isKept: boolean): string {
	const isPublished = (details.ports ?? []).some(({containerPort}) => containerPort === usualPort);
	// Without a need nobody else in the container's network gets to see the runs.
	return isPublished || (isKept && possibleReaches(engine, details, usualPort).length > 0) ? '0.0.0.0' : '127.0.0.1';
}

/**
Starts TensorBoard in a container, or takes the one that shows the same directory already, and makes it reachable: by its published
port, by the address of the container, or by an address on this machine whose connections go through the engine.

@throws UserError `tensorboard-missing`, and those of the engine.
*/
export async function startTensorboard(engine: Engine, details: ContainerDetails, plan: TensorboardPlan, {port, isKept, signal}: StartTensorboardOptions): Promise<Tensorboard> {
	const {id, name} = details;
	const found = await findTensorboard(engine, id, plan.logs, {signal});
	const running: Running = found === undefined ? await start(engine, details, plan, {isKept, signal}) : {...found, ended: whenGone(engine, id, found.pid, signal)};
	const {ended, output} = running;
	let forward: Forward | undefined;
	try {
		const reach = await findReach(possibleReaches(engine, details, running.port));
		forward = reach === undefined ? await forwardPort(engine, id, running.port, {...(port !== undefined && {port})}) : undefined;
		const {host, port: at, by} = reach ?? {host: '127.0.0.1', port: forward!.port, by: 'forward' as const};
		return {
			url: `http://${host}:${at}/`,
			by,
			logs: plan.logs,
			ended,
			async stop() {
				forward?.close();
				await end(engine, id, running.pid);
			},
			leave() {
				forward?.close();
				output?.destroy();
			},
		};
	} catch (error) {
		if (output !== undefined) {
			await end(engine, id, running.pid);
		}

		throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new UserError('port-taken', {port: String(port), containerPort: String(usualPort), name}) : error;
	}
}

async function end(engine: Engine, container: string, pid: number): Promise<void> {
	await engine.exec(container, ['/bin/sh', '-c', 'kill "$1" 2>/dev/null', 'sh', String(pid)]).catch(() => undefined);
}

/** One that was there before is asked for. */
async function whenGone(engine: Engine, container: string, pid: number, signal: AbortSignal): Promise<string> {
	const wait = async () => new Promise<void>(resolve => {
		setTimeout(resolve, 3000).unref();
	});
	while (!signal.aborted) {
		await wait();
		const isThere = await engine.exec(container, ['/bin/sh', '-c', 'kill -0 "$1"', 'sh', String(pid)]).then(({exitCode}) => exitCode === 0).catch(() => undefined);
		if (isThere === false) {
			break;
		}
	}

	return '';
}

/** `output` only of one that was started now. */
type Running = {readonly pid: number; readonly port: number; readonly ended: Promise<string>; readonly output?: StartedExec['output']};

function readPid(text: string): number | undefined {
	const digits = /^pid (\d+)$/m.exec(text)?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/** Starts one and waits until it serves. */
async function start(engine: Engine, details: ContainerDetails, plan: TensorboardPlan, {isKept, signal}: Pick<StartTensorboardOptions, 'isKept' | 'signal'>): Promise<Running> {
	const {id, name} = details;
	const {output} = await engine.startExec(id, {
		command: ['/bin/sh', '-c', script, 'sh', ...tensorboardCommand(plan, listenAddress(engine, details, isKept)).slice(1)], workingDirectory: plan.directory,
	}, {signal});
	const demultiplexer = createDemultiplexer();
	const decoder = new TextDecoder();
	let said = '';
	let pid: number | undefined;
	const lastWords = () => said.trim().split('\n').findLast(line => !line.startsWith('pid ')) ?? '';
	const ended = new Promise<string>(resolve => {
		output.once('close', () => {
			resolve(lastWords());
		});
	});
	const serves = new Promise<true>(resolve => {
		output.on('data', (chunk: Uint8Array) => {
			for (const {bytes} of demultiplexer.push(chunk)) {
				said = (said + decoder.decode(bytes, {stream: true})).slice(-4000);
			}

			pid ??= readPid(said);
			if (said.includes(' at http://')) {
				resolve(true);
			}
		});
	});
	const isServing = await Promise.race([serves, ended.then(() => false), whenAborted(signal)]);
	if (!isServing || pid === undefined) {
		if (pid !== undefined) {
			await end(engine, id, pid);
		}

		signal.throwIfAborted();
		throw new UserError('tensorboard-missing', {name, reason: lastWords()});
	}

	return {
		pid, port: usualPort, ended, output,
	};
}
