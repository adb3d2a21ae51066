import {posix} from 'node:path';
import type {Options} from '../config/options.ts';
import {findTrainings} from '../control/find-trainings.ts';
import {forwardPort} from '../control/forward-port.ts';
import {UserError} from '../domain/user-error.ts';
import {createDemultiplexer} from '../stream/demultiplex.ts';
import {toolTexts} from '../text/tool.ts';
import type {Io} from './io.ts';
import {createPick} from './pick-container.ts';
import {readRun} from './read-run.ts';
import {resolveTarget} from './resolve-target.ts';

/** TensorBoard's own; inside the container nobody else has it as a rule. */
const usualPort = 6006;

/** A fixed script: says its process id, which it keeps, and becomes the program. */
const startScript = 'echo "pid $$"; exec "$@"';

/**
`yolotop tensorboard`: TensorBoard over all runs beside the run, in its container, reached through the engine. It ends with yolotop.
*/
export async function tensorboard(options: Options, io: Io): Promise<number> {
	const texts = toolTexts(options.language);
	const target = await resolveTarget(options, io, {pick: createPick(options, io)});
	try {
		if (target.container === undefined) {
			throw new UserError('target-not-a-container', {name: options.target ?? ''});
		}

		const {engine, details} = target.container;
		const {id, name, workingDirectory} = details;
		const run = await readRun(target.feed, io, {isFollowing: false});
		const trainings = await findTrainings(engine, id, {signal: io.signal}).catch(() => []);
		const directory = run.locatedRunDirectory ?? trainings.at(-1)?.runDirectory ?? run.runDirectory;
		if (directory === undefined) {
			throw new UserError('run-directory-unknown', {name});
		}

		const base = trainings.at(-1)?.directory ?? workingDirectory;
		const logs = posix.dirname(posix.resolve(base, directory));
		const exec = await engine.startExec(id, {
			command: ['/bin/sh', '-c', startScript, 'sh', 'tensorboard', '--logdir', logs, '--host', '127.0.0.1', '--port', String(usualPort)],
			workingDirectory: base,
		}, {signal: io.signal});
		let pid: string | undefined;
		let said = '';
		const demultiplexer = createDemultiplexer();
		const decoder = new TextDecoder();
		const ended = new Promise<void>(resolve => {
			exec.output.once('close', resolve);
		});
		const started = new Promise<void>(resolve => {
			exec.output.on('data', (chunk: Uint8Array) => {
				for (const {bytes} of demultiplexer.push(chunk)) {
					said = (said + decoder.decode(bytes, {stream: true})).slice(-4000);
				}

				pid ??= /^pid (\d+)$/m.exec(said)?.[1];
				if (said.includes(' at http://')) {
					resolve();
				}
			});
		});
		const aborted = new Promise<void>(resolve => {
			io.signal.addEventListener('abort', () => {
				resolve();
			}, {once: true});
		});
		try {
			const isThere = await Promise.race([started.then(() => true), ended.then(() => false), aborted.then(() => false)]);
			if (io.signal.aborted) {
				return 0;
			}

			if (!isThere) {
				throw new UserError('tensorboard-missing', {name, reason: said.trim().split('\n').at(-1) ?? ''});
			}

			const forward = await forwardPort(engine, id, usualPort, {port: 0});
			io.stdout.write(`http://127.0.0.1:${forward.port}/\n`);
			io.stderr.write(texts.tensorboard(logs));
			await Promise.race([ended, aborted]);
			forward.close();
			return 0;
		} finally {
			if (pid !== undefined) {
				await engine.exec(id, ['/bin/sh', '-c', 'kill "$1" 2>/dev/null', 'sh', pid]).catch(() => undefined);
			}
		}
	} finally {
		target.close();
	}
}
