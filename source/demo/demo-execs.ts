import {Buffer} from 'node:buffer';
import {Readable, Writable} from 'node:stream';
import {UserError} from '../domain/user-error.ts';
import type {ExecDetails, StartedExec} from '../engine/exec.ts';
import type {DemoContainer} from './demo-container.ts';
import {startProgram} from './demo-programs.ts';

/** Programs that were started in simulated containers and go on. */
export type DemoExecs = {
	inspect(id: string): ExecDetails;
	start(container: DemoContainer, command: readonly string[]): StartedExec;
	/** Ends the program of a container that was started last, as Ctrl-C would. */
	interrupt(container: DemoContainer): void;
};

/** What a simulated engine cannot do: it is said so. */
export function refuse(): never {
	throw new UserError('demo-only-simulates');
}

/** A frame of the output of a program without a terminal. Source: Docker Engine API, ContainerAttach. */
function frame(text: string): Uint8Array {
	const body = Buffer.from(text);
	const head = Buffer.alloc(8);
	head.writeUInt8(1, 0);
	head.writeUInt32BE(body.byteLength, 4);
	return Buffer.concat([head, body]);
}

export function createDemoExecs(): DemoExecs {
	const execs = new Map<string, ExecDetails>();
	const stops = new Map<DemoContainer, AbortController>();
	return {
		inspect: id => execs.get(id) ?? refuse(),
		interrupt(container) {
			stops.get(container)?.abort();
		},
		start(container, command) {
			const program = startProgram(container, command) ?? refuse();
			const id = `e${execs.size + 1}`.padEnd(64, '0');
			const stop = new AbortController();
			stops.set(container, stop);
			execs.set(id, {id, command, isRunning: true});
			const output = new Readable({
				read() {
					// What is printed is pushed when it is printed.
				},
			});
			const print = (text: string) => {
				if (execs.get(id)?.isRunning && !output.destroyed) {
					output.push(frame(text));
				}
			};

			const input = new Writable({
				write(_chunk, _encoding, done) {
					program.onInput?.(print);
					done();
				},
				final(done) {
					stop.abort();
					done();
				},
			});
			const run = async () => {
				const exitCode = await program.run(print, stop.signal);
				execs.set(id, {
					id, command, isRunning: false, exitCode,
				});
				output.push(null);
			};

			void run();
			return {id, output, input};
		},
	};
}
