import {
	isSamePictureFile,
	noPictures,
	pictureKey,
	type PictureAnswer,
	type PictureFile,
	type PictureRequest,
	type Pictures,
} from '../../domain/picture.ts';
import {createListeners} from '../../domain/listeners.ts';
import type {PictureThread} from '../../graphics/picture-thread.ts';
import type {PicturesSource} from '../../screen/screen-options.ts';
import type {Options} from '../options/options.ts';
import type {Io} from '../io.ts';
import type {MonitoredRun} from './monitored-run.ts';
import {createPictureFolder} from './picture-folder.ts';

/** How often the directory is looked into while the pictures are shown, as often as the other files of a run. */
const lookEveryMs = 3000;
const slowLookEveryMs = 30_000;

/** Pictures that are kept as they were sent to the terminal, about a megabyte each. */
const keptMade = 8;

export type PictureSourceOptions = {
	readonly run: () => MonitoredRun;
	readonly options: Pick<Options, 'isSlowLink' | 'pictures'>;
	readonly io: Pick<Io, 'now' | 'signal'>;
	/** The thread of the decoders; loaded with the first picture. */
	readonly openThread?: () => Promise<PictureThread>;
};

async function loadThread(): Promise<PictureThread> {
	const {createPictureThread} = await import('../../graphics/picture-thread.ts');
	return createPictureThread();
}

/** With another picture; of those that are not wanted any more the oldest go. */
function withMade(made: Pictures['made'], request: PictureRequest, answer: PictureAnswer, wanted: readonly PictureRequest[]): Pictures['made'] {
	const next = new Map(made);
	next.delete(pictureKey(request));
	next.set(pictureKey(request), {file: request.file, answer});
	const needed = new Set(wanted.map(one => pictureKey(one)));
	for (const key of [...next.keys()].filter(one => !needed.has(one)).slice(0, Math.max(0, next.size - keptMade))) {
		next.delete(key);
	}

	return next;
}

function isSameList(files: readonly PictureFile[], before: readonly PictureFile[] | undefined): boolean {
	return files.length === before?.length && files.every((file, index) => isSamePictureFile(file, before[index]!));
}

/** The pictures of the shown run: looked for only while they are shown, read and decoded only when they are wanted. Never throws. */
export function createPictureSource({run, options: {isSlowLink, pictures: choice}, io: {now, signal}, openThread = loadThread}: PictureSourceOptions): PicturesSource & {close(): Promise<void>} {
	const closing = new AbortController();
	const until = AbortSignal.any([signal, closing.signal]);
	const {subscribe, notify} = createListeners();
	const empty: Pictures = {...noPictures, isOnRequest: isSlowLink, isOff: choice === 'off'};
	let pictures = empty;
	const folder = createPictureFolder(run, until);
	let lookedAt = -Infinity;
	let looking: Promise<void> | undefined;
	let wanted: readonly PictureRequest[] = [];
	let making: Promise<void> | undefined;
	let thread: Promise<PictureThread> | undefined;

	function change(next: Partial<Pictures>): void {
		pictures = {...pictures, ...next};
		notify();
	}

	async function look(): Promise<void> {
		const seen = await folder.look();
		if (seen.isOther) {
			change(empty);
		}

		if ('problem' in seen) {
			change({problem: seen.problem});
		} else if (pictures.problem !== undefined || !isSameList(seen.files, pictures.files)) {
			change({files: seen.files, problem: undefined});
		}
	}

	/** What is wanted and was not made of the file as it is now. */
	const nextWanted = () => wanted.find(request => {
		const made = pictures.made.get(pictureKey(request));
		return made === undefined || !isSamePictureFile(made.file, request.file);
	});

	async function makeWanted(): Promise<void> {
		for (let request = nextWanted(); request !== undefined && !until.aborted; request = nextWanted()) {
			const {file} = request;
			const from = folder.key();
			thread ??= openThread();
			const decoders = await thread;
			const answer = await decoders.make(request, async () => folder.read(file));
			if (from === folder.key()) {
				change({made: withMade(pictures.made, request, answer, wanted)});
			}
		}
	}

	return {
		get(isShown) {
			if (isShown && choice !== 'off' && looking === undefined && now() - lookedAt >= (isSlowLink ? slowLookEveryMs : lookEveryMs)) {
				lookedAt = now();
				looking = look().finally(() => {
					looking = undefined;
				});
			}

			return pictures;
		},
		want(requests) {
			wanted = requests;
			if (making === undefined && nextWanted() !== undefined && !until.aborted) {
				making = makeWanted().finally(() => {
					making = undefined;
				});
			}
		},
		subscribe,
		async close() {
			closing.abort();
			const decoders = await thread;
			await Promise.all([looking, decoders?.close()]);
			await making;
		},
	};
}
