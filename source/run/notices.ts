import type {Notice} from '../domain/run.ts';

/** More kinds of notices than a person reads; beyond it the kind that came first is dropped. */
const noticesCapacity = 100;

/** Counts the notice; the same text is one entry. */
export function withNotice(notices: readonly Notice[], text: string): readonly Notice[] {
	const index = notices.findIndex(notice => notice.text === text);
	return index === -1
		? [...notices, {text, count: 1}].slice(-noticesCapacity)
		: notices.with(index, {text, count: notices[index]!.count + 1});
}

/** What ends a training prints a few error lines; the first ones name the cause. */
const errorsCapacity = 20;

/** Counts the error line; a new kind beyond the capacity is not kept. */
export function withError(errors: readonly Notice[] | undefined, text: string): readonly Notice[] {
	const known = errors ?? [];
	const isFull = known.length >= errorsCapacity && known.every(error => error.text !== text);
	return isFull ? known : withNotice(known, text);
}
