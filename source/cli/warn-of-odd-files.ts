import {stat} from 'node:fs/promises';
import path from 'node:path';
import {kindError} from '../files/regular-file.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';

/** What is read of a run directory. */
const runFiles = ['results.csv', 'results.txt', 'opt.yaml', 'args.yaml', 'weights/last.pt', 'weights/best.pt'];

/** More lines would hide the answer. */
const mostTold = 5;

/** Says on standard error which files of run directories are none, such as a named pipe: they are not read, so the answer is without them. */
export async function warnOfOddFiles(directories: readonly string[], {language}: Pick<Options, 'language'>, io: Io): Promise<void> {
	const found = await Promise.all(directories.flatMap(directory => runFiles.map(async name => {
		const file = path.join(directory, name);
		const facts = await stat(file).catch(() => undefined);
		return facts && kindError(file, facts);
	})));
	const told = found.filter(wrong => wrong !== undefined).slice(0, mostTold);
	if (told.length === 0) {
		return;
	}

	// The words of all errors are only loaded where there is one.
	const [{describeError}, {labelled}] = await Promise.all([import('../text/errors.ts'), import('../text/punctuation.ts')]);
	for (const error of told) {
		io.stderr.write(`${labelled('yolotop', describeError(error, language).message, language)}\n`);
	}
}
