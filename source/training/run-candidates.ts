import type {DirectoryId} from '../domain/directory-id.ts';
import type {RunCandidate} from './claims.ts';
import {chooseRunFiles, lastChangeOf, type RunListing} from './choose-run-files.ts';
import {groupByRun, type FoundFile} from './run-listing.ts';

/** A run directory as one that a training may write; undefined without settings. `idOf` gives the identity of a path, with its settings file. */
export function toCandidate(directory: string, files: RunListing, idOf: (path: string, file?: string) => DirectoryId): RunCandidate | undefined {
	const {settings, plot} = chooseRunFiles(files);
	return settings && {
		directory,
		id: idOf(directory, settings.file),
		settingsName: settings.name,
		modifiedAt: settings.modifiedAt,
		changedAt: lastChangeOf(files)!,
		isPlotted: (plot?.modifiedAt ?? 0) > settings.modifiedAt,
	};
}

/** The run directories of a listing, by their settings files. */
export function toCandidates(files: readonly FoundFile[], idOf: (path: string, file?: string) => DirectoryId): readonly RunCandidate[] {
	return [...groupByRun(files)].flatMap(([directory, group]) => toCandidate(directory, group, idOf) ?? []);
}
