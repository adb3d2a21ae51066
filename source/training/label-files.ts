import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {readTextFile} from '../files/regular-file.ts';
import type {TrainingLabels} from '../domain/validation.ts';

/** Data sets with more are not counted: they would take minutes of a disk that the training needs. */
const maxFiles = 20_000;
const maxFileBytes = 2 ** 20;
const maxTotalBytes = 64 * (2 ** 20);
const maxMs = 10_000;
const readAtOnce = 4;
const maxClasses = 5000;

type CountOptions = {
	/** Files with labels that the framework has found: with another number the directory is not what is trained on. */
	readonly expected: number | undefined;
	readonly signal: AbortSignal;
	readonly now?: () => number;
};

/**
How many labels each class has in the label files of a directory of this machine. Undefined where they are too many, cannot be read, or are not
those that the framework has found. Never throws.

Source: one file a labelled image, one label a line, which begins with the index of its class (YOLOv5 and Ultralytics).
*/
export async function countLabelFiles(directory: string, {expected, signal, now = Date.now}: CountOptions): Promise<Omit<TrainingLabels, 'names'> | undefined> {
	const startedAt = now();
	try {
		const names = await readdir(directory);
		const files = names.filter(name => name.endsWith('.txt') && name !== 'classes.txt');
		if (files.length === 0 || files.length > maxFiles) {
			return undefined;
		}

		const counts: number[] = [];
		let [filled, bytes] = [0, 0];
		for (let next = 0; next < files.length; next += readAtOnce) {
			if (signal.aborted || now() - startedAt > maxMs || bytes > maxTotalBytes) {
				return undefined;
			}

			const texts = await Promise.all(files.slice(next, next + readAtOnce).map(async name => readTextFile(path.join(directory, name), maxFileBytes)));
			for (const text of texts) {
				bytes += text.length;
				filled += addLabels(text, counts) > 0 ? 1 : 0;
			}
		}

		const isAll = [undefined, filled, files.length].includes(expected);
		return isAll && counts.length > 0 ? {files: filled, counts: Array.from(counts, count => count ?? 0)} : undefined;
	} catch {
		return undefined;
	}
}

/** Gives how many labels were found. */
function addLabels(text: string, counts: number[]): number {
	let found = 0;
	for (const line of text.split('\n')) {
		const [, index] = /^\s*(\d+)(?:\.0+)?\s/.exec(line) ?? [];
		if (index === undefined || Number(index) >= maxClasses) {
			continue;
		}

		counts[Number(index)] = (counts[Number(index)] ?? 0) + 1;
		found++;
	}

	return found;
}
