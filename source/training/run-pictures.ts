import type {PictureFile} from '../domain/picture.ts';
import type {CallOptions} from '../engine/engine.ts';
import type {RunFileSource} from './run-directory.ts';
import {isPictureName, pictureNames} from './run-file-names.ts';

/** More pictures of one run are not listed. */
const maxPictures = 200;

/** Questions at once: an engine behind ssh answers each in a round trip. */
const atOnce = 12;

/** The place in the list: as in the table of names, what is not in it last and by name. */
function compareNames(one: string, other: string): number {
	const place = (name: string) => {
		const index = pictureNames.indexOf(name);
		return index === -1 ? pictureNames.length : index;
	};

	const difference = place(one) - place(other);
	return difference === 0 ? one.localeCompare(other, 'en', {numeric: true}) : difference;
}

/**
The pictures in a run directory, which is only looked at; none is read. Where the source can list, everything that has such a name, else
the usual names. Something else under such a name in a directory that can be listed is in the list as no file.

@throws what the source throws.
*/
export async function listPictures({stat, list}: Pick<RunFileSource, 'stat' | 'list'>, options?: CallOptions): Promise<readonly PictureFile[]> {
	const listed = await list?.('.');
	const names = (listed?.filter(name => isPictureName(name)) ?? pictureNames).toSorted(compareNames).slice(0, maxPictures);
	const files: PictureFile[] = [];
	for (let index = 0; index < names.length; index += atOnce) {
		const found = await Promise.all(names.slice(index, index + atOnce).map(async (name): Promise<PictureFile | undefined> => {
			const facts = await stat(name, options);
			return facts === undefined
				? (listed === undefined
					? undefined
					: {
						name, sizeBytes: 0, modifiedAt: 0, isRegular: false,
					})
				: {
					name, sizeBytes: facts.sizeBytes, modifiedAt: facts.modifiedAt, isRegular: true,
				};
		}));
		files.push(...found.filter(file => file !== undefined));
	}

	return files;
}
