import {
	noPictures,
	pictureKey,
	type MadePicture,
	type PictureFile,
	type PictureRequest,
	type Pictures,
} from '../../../domain/picture.ts';
import type {Graphics, ScreenModel, Size} from '../../panels/model.ts';

/** One row of the list: a picture, or the same images with their labels and with what the model finds. */
export type PictureEntry = {
	/** The name of the picture, of a pair that of the predictions. */
	readonly key: string;
	readonly title: string;
	readonly labels?: PictureFile;
	readonly file: PictureFile;
};

const pairPattern = /^(?<base>.+)_(?<side>labels|pred)\.(?<ending>jpe?g)$/;

/** The pictures as a list, pairs in one row. */
export function toEntries(files: readonly PictureFile[]): readonly PictureEntry[] {
	const byName = new Map(files.map(file => [file.name, file]));
	return files.flatMap((file): readonly PictureEntry[] => {
		const {base, side, ending} = pairPattern.exec(file.name)?.groups ?? {};
		const labels = side === undefined ? undefined : byName.get(`${base}_labels.${ending}`);
		if (side === 'labels' && byName.has(`${base}_pred.${ending}`)) {
			return [];
		}

		return [side === 'pred' && labels !== undefined
			? {
				key: file.name, title: base!, labels, file,
			}
			: {key: file.name, title: file.name.replace(/\.(?:jpe?g|png)$/, ''), file}];
	});
}

export type PicturesView = {
	readonly pictures: Pictures;
	readonly entries: readonly PictureEntry[];
	readonly index: number;
	readonly entry: PictureEntry | undefined;
	/** Whether the chosen one may be loaded. */
	readonly isWanted: boolean;
};

export function viewPictures({pictures = noPictures, ui: {pictures: ui}}: Pick<ScreenModel, 'pictures' | 'ui'>): PicturesView {
	const entries = toEntries(pictures.files ?? []);
	const index = Math.max(0, entries.findIndex(({key}) => key === ui.chosen));
	const entry = entries[index];
	return {
		pictures, entries, index, entry, isWanted: entry !== undefined && (!pictures.isOnRequest || ui.asked.includes(entry.key)),
	};
}

const characters: Graphics = {protocol: 'cells', cell: {width: 10, height: 20}, firstId: 0};

/** Pictures of the terminal are told apart by a number; of a panel there is one. */
const places: Readonly<Record<string, number>> = {picture: 0, labels: 1};

/** A picture as it is wanted in the content of a panel. */
export function toRequest({graphics = characters, ui}: Pick<ScreenModel, 'graphics' | 'ui'>, file: PictureFile, panel: string, {columns, rows}: Size): PictureRequest {
	return {
		file, part: ui.pictures.part, columns, rows, id: graphics.firstId + places[panel]!, protocol: graphics.protocol, cell: graphics.cell,
	};
}

/** What was made of it: of the file as it is now, else as it was before it changed. */
export function madeOf({made}: Pictures, request: PictureRequest): MadePicture | undefined {
	return made.get(pictureKey(request));
}
