import path from 'node:path';
import type {PictureFailure, PictureFile, Pictures} from '../../domain/picture.ts';
import {openContainerRunFiles} from '../../training/open-run-files.ts';
import type {RunFileSource} from '../../training/run-directory.ts';
import {hostRunFiles} from '../../training/run-file-sources.ts';
import {listPictures} from '../../training/run-pictures.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** A run directory: `key` tells one from another. */
type PicturePlace = {readonly key: string; readonly open: (signal: AbortSignal) => Promise<RunFileSource>};

/** Where the pictures of a run are: undefined while its directory is not known. */
function placeOf(run: MonitoredRun): PicturePlace | undefined {
	const {container, feed: {target}, process: started} = run.target();
	const {runDirectory, locatedRunDirectory} = run.store.getState();
	if (container !== undefined) {
		const directory = locatedRunDirectory ?? container.runDirectory;
		return directory === undefined
			? undefined
			: {key: `${container.details.id}:${directory}`, open: async signal => openContainerRunFiles(container.engine, container.details, directory, signal)};
	}

	const ofStarted = started?.runDirectory ?? runDirectory;
	const startedDirectory = started === undefined || ofStarted === undefined ? undefined : path.resolve(started.directory, ofStarted);
	const directory = target.kind === 'directory' ? target.path : startedDirectory;
	return directory === undefined ? undefined : {key: directory, open: async () => hostRunFiles(directory)};
}

/** The directory of the shown run, looked into again and again. */
export type PictureFolder = {
	/** What is in it now. `isOther` where it is another directory than at the last look. Never rejects. */
	look(): Promise<{readonly isOther: boolean} & ({readonly files: readonly PictureFile[]} | {readonly problem: NonNullable<Pictures['problem']>})>;
	/** The bytes of one of its files, or why there are none. Never rejects. */
	read(file: PictureFile): Promise<Uint8Array | PictureFailure>;
	/** Tells one directory from another. */
	key(): string | undefined;
};

/** What frameworks write is below 10 MB. */
const maxFileBytes = 64 * 1024 * 1024;

export function createPictureFolder(run: () => MonitoredRun, signal: AbortSignal): PictureFolder {
	let key: string | undefined;
	let source: RunFileSource | undefined;
	return {
		async look() {
			const place = placeOf(run());
			const isOther = place?.key !== key;
			if (isOther) {
				key = place?.key;
				source = undefined;
			}

			if (place === undefined) {
				return {isOther, problem: 'no-directory'};
			}

			try {
				source ??= await place.open(signal);
				return {isOther, files: await listPictures(source, {signal})};
			} catch {
				return {isOther, problem: 'unreachable'};
			}
		},
		async read({name, sizeBytes, isRegular}) {
			if (!isRegular || sizeBytes > maxFileBytes) {
				return {code: isRegular ? 'file-too-large' : 'not-a-file'};
			}

			try {
				const bytes = await source?.readBytes?.(name, {maxBytes: maxFileBytes, signal});
				if (bytes !== undefined) {
					return bytes;
				}

				const facts = await source?.stat(name, {signal});
				return {code: facts === undefined ? 'gone' : 'unreadable'};
			} catch {
				return {code: 'unreadable'};
			}
		},
		key: () => key,
	};
}
