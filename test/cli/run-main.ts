import {Readable} from 'node:stream';
import {gateOutput} from '../../source/cli/io.ts';
import type {Environment} from '../../source/cli/options/read-flag.ts';
import {main} from '../../source/main.ts';

export type RunOptions = {
	readonly flags?: Readonly<Record<string, unknown>>;
	readonly environment?: Environment;
	readonly input?: string;
	readonly signal?: AbortSignal;
	/** Called with each piece of standard output. */
	onOutput?(piece: string): void;
	/** The same of standard error. */
	onError?(piece: string): void;
	/** What is not yolotop's own: flags, image and command of `run`, the command after `resume … --`. */
	readonly rest?: readonly string[];
};

/** Runs the command line inside this process, without a terminal. */
export async function runMain(input: readonly string[], {flags = {}, environment = {}, input: text = '', signal = new AbortController().signal, rest, onOutput, onError}: RunOptions = {}) {
	let stdout = '';
	let stderr = '';
	const exitCode = await main({input, flags, ...(rest && {rest})}, {
		stdin: Readable.from(text === '' ? [] : [text], {objectMode: false}),
		stdout: gateOutput({
			write(piece) {
				stdout += piece;
				onOutput?.(piece);
				return true;
			},
		}),
		stderr: gateOutput({
			write(piece) {
				stderr += piece;
				onError?.(piece);
				return true;
			},
		}),
		environment,
		signal,
		now: Date.now,
	});
	return {stdout, stderr, exitCode};
}
