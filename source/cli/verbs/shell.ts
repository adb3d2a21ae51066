import {spawn} from 'node:child_process';
import {constants} from 'node:os';
import type {Options} from '../options/options.ts';
import {
	findShell,
	requireRunning,
	shellCommand,
	shellWork,
} from '../../actions/shell.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {runTerminal} from '../exec-terminal.ts';
import type {Io} from '../io.ts';
import {openContainer} from '../open-container.ts';

/**
Runs the docker command on this terminal. Its signals are its own meanwhile: Ctrl-C belongs to the shell.

@returns its exit code; undefined when there is no docker command.
*/
async function runDocker([program = '', ...words]: readonly string[]): Promise<number | undefined> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, words, {stdio: 'inherit'});
		child.once('error', error => {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
				resolve(undefined);
			} else {
				reject(error);
			}
		});
		child.once('exit', (code, signal) => {
			resolve(code ?? (signal === null ? 1 : 128 + constants.signals[signal]));
		});
	});
}

/**
Opens a shell in a container on this terminal and gives its exit code: by the docker command where there is one, else by the engine
itself. `enginePart` are the words that name the engine for the docker command.
*/
export async function runShell(engine: Engine, {id, name}: Pick<ContainerDetails, 'id' | 'name'>, io: Io, enginePart: readonly string[] = []): Promise<number> {
	const program = await findShell(engine, {id, name}, io.signal);
	return await runDocker(shellCommand(name, program, enginePart)) ?? runTerminal(engine, id, [program]);
}

/** The words that name the engine that the person chose. */
export function engineWords({host, context}: Pick<Options, 'host' | 'context'>): readonly string[] {
	return [...(host === undefined ? [] : ['--host', host]), ...(context === undefined ? [] : ['--context', context])];
}

/** `yolotop shell [TARGET]`: its exit code is the shell's. */
export async function shell(options: Options, io: Io): Promise<number> {
	if (io.stdin.isTTY !== true || io.stdout.isTTY !== true) {
		throw new UserError('terminal-missing');
	}

	const container = await openContainer(options, io, 'yolotop shell');
	const {engine, details, scene: {actions}} = container;
	try {
		requireRunning(details);
		let exitCode = 0;
		await actions.perform(shellWork(details.name, engineWords(options), async () => {
			exitCode = await runShell(engine, details, io, engineWords(options));
		}), {trigger: 'yolotop shell', signal: io.signal});
		return exitCode;
	} finally {
		container.close();
	}
}
