import type {Notice} from '../domain/run.ts';

/** More kinds of notices than a person reads; beyond it the kind that came first is dropped. */
const noticesCapacity = 100;

/** Epochs that are kept of each notice. */
const epochsCapacity = 50;

/** Counts the notice; the same text is one entry. `epoch` is the one in progress. */
export function withNotice(notices: readonly Notice[], text: string, epoch?: number): readonly Notice[] {
	const index = notices.findIndex(notice => notice.text === text);
	const {count = 0, epochs: before} = notices[index] ?? {};
	const epochs = epoch === undefined || before?.at(-1) === epoch ? before : [...before ?? [], epoch].slice(-epochsCapacity);
	const notice = {text, count: count + 1, ...(epochs !== undefined && {epochs})};
	return index === -1 ? [...notices, notice].slice(-noticesCapacity) : notices.with(index, notice);
}

/** What ends a training prints a few error lines; the first ones name the cause. */
const errorsCapacity = 20;

/** Counts the error line; a new kind beyond the capacity is not kept. */
export function withError(errors: readonly Notice[] | undefined, text: string): readonly Notice[] {
	const known = errors ?? [];
	const isFull = known.length >= errorsCapacity && known.every(error => error.text !== text);
	return isFull ? known : withNotice(known, text);
}
