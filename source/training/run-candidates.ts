import {posix} from 'node:path';
import type {DirectoryId} from '../domain/directory-id.ts';
import type {RunCandidate} from './claims.ts';
import {runOfFile, type FoundFile} from './run-listing.ts';

const settingsFile = /\/(?:opt|args)\.yaml$/;

/** The run directories of a listing, by their settings files. `idOf` gives the identity of a path, with a file of it where one is known. */
export function toCandidates(files: readonly FoundFile[], idOf: (path: string, file?: string) => DirectoryId): readonly RunCandidate[] {
	const byRun = new Map<string, FoundFile[]>();
	for (const file of files) {
		const run = runOfFile(file.path);
		const group = byRun.get(run);
		if (group === undefined) {
			byRun.set(run, [file]);
		} else {
			group.push(file);
		}
	}

	return [...byRun].flatMap(([directory, group]) => {
		const settings = group.filter(({path}) => settingsFile.test(path)).toSorted((one, other) => other.modifiedAt - one.modifiedAt)[0];
		const timeOf = (name: string) => group.find(({path}) => posix.basename(path) === name)?.modifiedAt;
		return settings === undefined
			? []
			: [{
				directory,
				id: idOf(directory, settings.file),
				modifiedAt: settings.modifiedAt,
				changedAt: Math.max(...group.map(({modifiedAt}) => modifiedAt)),
				isPlotted: (timeOf('results.png') ?? 0) > settings.modifiedAt,
			}];
	});
}
