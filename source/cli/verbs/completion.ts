import {completionScript, targetsWord} from '../options/completion-script.ts';
import {completionShells, completionTable, type CompletionShell} from '../options/completion-table.ts';
import type {Options} from '../options/options.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Io} from '../io.ts';

/** A shell waits for the answer after each press of Tab. */
const answerLimitMs = 1500;

/** Only what a container's name can be: the shell splits and reads these words. */
const plainName = /^[\w\-.]+$/;

/** The names of all containers, running ones first; none when the engine does not answer, for a shell has no place for errors. */
async function containerNames({host, context}: Options, io: Io): Promise<readonly string[]> {
	const signal = AbortSignal.any([io.signal, AbortSignal.timeout(answerLimitMs)]);
	try {
		const {connectEngine} = await import('../../engine/connect.ts');
		const engine = await connectEngine({host, context, signal});
		try {
			const containers = await engine.listContainers({isAll: true, signal});
			return containers
				.toSorted((a, b) => Number(b.status === 'running') - Number(a.status === 'running'))
				.map(({name}) => name)
				.filter(name => plainName.test(name));
		} finally {
			engine.close();
		}
	} catch {
		return [];
	}
}

/** `yolotop completion bash|zsh|fish`: the script for a shell; `completion targets` is what the scripts ask. */
export async function completion(options: Options, io: Io): Promise<number> {
	if (options.target === targetsWord) {
		const names = await containerNames(options, io);
		io.stdout.write(names.map(name => `${name}\n`).join(''));
		return 0;
	}

	if (!completionShells.includes(options.target as CompletionShell)) {
		throw new UserError(options.target === undefined ? 'usage-incomplete' : 'usage-invalid', {what: options.target ?? 'completion', suggestion: completionShells.map(shell => `yolotop completion ${shell}`).join(', ')});
	}

	io.stdout.write(completionScript(options.target as CompletionShell, completionTable(options.language)));
	return 0;
}
