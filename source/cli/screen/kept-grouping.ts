import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {makeFolderSync} from '../../files/make-folder.ts';
import {readTextFileSync} from '../../files/regular-file.ts';
import {stateDirectory} from '../local-process.ts';
import type {Environment} from '../options/read-flag.ts';

const maxBytes = 4096;

/** A word, as a setting is named; whatever else is in the file is none. */
const grouping = /^[\w\-.]{1,64}$/;

export type KeptGrouping = {
	/** What the list was grouped by when it was shown last; undefined where it was not. */
	readonly first: string | undefined;
	/** Keeps another grouping for the next time; what cannot be written is no failure. */
	keep(group: string | undefined): void;
};

/** How the person groups the list of runs, in a small file of the state directory. */
export function openGrouping(environment: Environment): KeptGrouping {
	const file = path.join(stateDirectory(environment), 'grouping');
	const first = readGrouping(file);
	let kept = first;
	return {
		first,
		keep(group) {
			if (group === kept) {
				return;
			}

			kept = group;
			try {
				makeFolderSync(path.dirname(file), 0o700);
				writeFileSync(file, group ?? '', {mode: 0o600});
			} catch {
				// The list is grouped all the same, until yolotop ends.
			}
		},
	};
}

function readGrouping(file: string): string | undefined {
	try {
		const text = readTextFileSync(file, maxBytes).trim();
		return grouping.test(text) ? text : undefined;
	} catch {
		return undefined;
	}
}
