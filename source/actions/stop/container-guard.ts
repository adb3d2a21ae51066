import type {Readable} from 'node:stream';
import {UserError} from '../../domain/user-error.ts';
import {toBrokenConnection} from '../../engine/engine-error.ts';
import type {Engine, TrainingSignal} from '../../engine/engine.ts';
import {createDemultiplexer} from '../../stream/demultiplex.ts';
import {
	guardWords,
	readGuard,
	type GuardLook,
	type GuardProgram,
	type GuardRequest,
	type GuardResult,
	type GuardRun,
} from './guard.ts';
import type {FoundTraining, RestOptions} from './training-access.ts';

/** The first process of an image without a shell. */
const firstProcess = 1;

/** After its input has ended a guard ends by itself; over a tunnel that cannot end one half, the connection is closed then. */
const leaveMs = 2000;

/** The Python of the training itself, else one of the container; a guard without one prints nothing. */
const startScript = `
python=$(readlink "/proc/$1/exe")
shift
for program in "\${python% (deleted)}" python3 python; do
	case \${program##*/} in
		python* | pypy*) command -v "$program" >/dev/null 2>&1 && exec "$program" "$@" ;;
	esac
done
exit 127`;

/** The command that runs Python beside a training in its container; without a number the first process is one. */
export function pythonBeside(pid: number | undefined, words: readonly string[]): readonly string[] {
	return pid === undefined ? [`/proc/${firstProcess}/exe`, ...words] : ['/bin/sh', '-c', startScript, 'sh', String(pid), ...words];
}

async function * standardOutput(stream: Readable): AsyncGenerator<Uint8Array> {
	const demultiplexer = createDemultiplexer();
	for await (const chunk of stream as AsyncIterable<Uint8Array>) {
		for (const {channel, bytes} of demultiplexer.push(chunk)) {
			if (channel === 'stdout') {
				yield bytes;
			}
		}
	}
}

/** Whether the container itself could not run the program: nobody has asked the training anything. */
const isRefusal = (error: unknown): boolean => error instanceof UserError && error.code === 'engine-failed';

export type ContainerGuard = {
	sendAtRest(training: FoundTraining, trainingSignal: TrainingSignal | undefined, options: RestOptions): Promise<GuardResult>;
	look(training: FoundTraining, signal: AbortSignal): Promise<GuardLook | undefined>;
};

/** The guard in a container: one program there, over one connection, for as long as it is waited for. */
export function createContainerGuard(engine: Engine, container: string): ContainerGuard {
	async function start(command: readonly string[], user: string | undefined, signal: AbortSignal): Promise<GuardProgram> {
		const {output, input} = await engine.startExec(container, {command, hasInput: true, ...(user !== undefined && {user})}, {timeLimitMs: 15_000});
		if (input === undefined || signal.aborted) {
			output.destroy();
		}

		input?.on('error', () => undefined);
		let closing: NodeJS.Timeout | undefined;
		output.once('close', () => {
			clearTimeout(closing);
		});
		return {
			output: standardOutput(output),
			write(text) {
				input?.write(text);
			},
			leave() {
				if (closing !== undefined || output.destroyed) {
					return;
				}

				input?.end();
				closing = setTimeout(() => {
					output.destroy();
				}, leaveMs);
				closing.unref();
			},
		};
	}

	async function run(training: FoundTraining, request: GuardRequest, guardRun: GuardRun): Promise<GuardResult> {
		let isHeard = false;
		const attempt = async (user?: string): Promise<GuardResult> => {
			const program = await start(pythonBeside(training.pid, guardWords(request)), user, guardRun.signal);
			return readGuard(program, {
				...guardRun,
				onLook(look) {
					isHeard = true;
					guardRun.onLook?.(look);
				},
			});
		};

		try {
			const result = await attempt();
			// The training may belong to another user than the one that programs of this container run as.
			return result.end === 'denied' ? await attempt('0') : result;
		} catch (error) {
			guardRun.signal.throwIfAborted();
			if (!isHeard && isRefusal(error)) {
				return {end: 'impossible'};
			}

			throw toBrokenConnection(error) ?? error;
		}
	}

	const requestOf = ({pid = firstProcess, startTicks = 0, runDirectory}: FoundTraining) => ({pid, startTicks, runDirectory: runDirectory!});

	return {
		async sendAtRest(training, trainingSignal, {isAfterEpoch, epochs, isUnsaved, signal, onLook, onSend}) {
			return run(training, {
				mode: 'end', ...requestOf(training), trainingSignal, isAfterEpoch, epochs, isUnsaved,
			}, {signal, onLook, onSent: onSend});
		},

		async look(training, signal) {
			const {look} = await run(training, {
				mode: 'look', ...requestOf(training), isAfterEpoch: false, isUnsaved: false,
			}, {signal});
			return look;
		},
	};
}
