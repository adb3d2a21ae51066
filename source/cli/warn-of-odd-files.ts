import {mapLimited} from '../discover/map-limited.ts';
import type {Options} from './options/options.ts';
import type {Io} from './io.ts';

/** Directories that are looked into at once. */
const parallel = 16;

/** More lines would hide the answer. */
const maxNamed = 5;

/** Says on standard error which files of run directories are none, such as a named pipe: they are not read, so the answer is without them. */
export async function warnOfOddFiles(directories: readonly string[], {language}: Pick<Options, 'language'>, io: Io): Promise<void> {
	const {findOddFiles} = await import('../training/run-file-sources.ts');
	const found = await mapLimited(directories, parallel, async directory => findOddFiles(directory));
	const told = found.flat().slice(0, maxNamed);
	if (told.length === 0) {
		return;
	}

	// The words of all errors are only loaded where there is one.
	const [{describeError}, {labelled}] = await Promise.all([import('../words/errors.ts'), import('../words/punctuation.ts')]);
	for (const error of told) {
		io.stderr.write(`${labelled('yolotop', describeError(error, language).message, language)}\n`);
	}
}
