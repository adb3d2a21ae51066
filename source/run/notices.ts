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
