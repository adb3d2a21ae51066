import {byteSizeToFlag} from '../domain/byte-size.ts';
import {describeError} from './errors.ts';
import {joinList} from './punctuation.ts';
import {type Language, wordsIn, type Words} from './words.ts';

type WatchWords = Words['watch'];

/** A step of a watch, as its file has it. */
export type ToldStep = {readonly at: number; readonly cause: keyof WatchWords['causes']; readonly change: Readonly<Partial<Record<keyof WatchWords['changes'], number | string>>>; readonly completedEpochs?: number | undefined};

/** How a watch came to its end, as its file has it. */
export type ToldOutcome = {
	readonly kind: 'over' | 'give-up';
	readonly at: number;
	readonly reason: keyof WatchWords['reasons'];
	readonly rule?: string;
	readonly error?: {readonly code: string; readonly values: Readonly<Record<string, string>>};
};

const dayMs = 24 * 3_600_000;
const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A time of the next or last hours as `07:30`, another one with its date. In the time zone of this machine. */
export function clockText(at: number, now: number): string {
	const time = new Date(at);
	const clock = `${twoDigits(time.getHours())}:${twoDigits(time.getMinutes())}`;
	return Math.abs(at - now) < dayMs ? clock : `${time.getFullYear()}-${twoDigits(time.getMonth() + 1)}-${twoDigits(time.getDate())} ${clock}`;
}

/** The settings with which a training goes on. */
function changeText(change: ToldStep['change'], language: Language): string {
	const words = wordsIn(language).watch;
	const parts = Object.entries(change).map(([name, value]) => words.changes[name as keyof WatchWords['changes']](name.endsWith('Bytes') ? byteSizeToFlag(Number(value)) : String(value)));
	return parts.length === 0 ? words.sameSettings : joinList(parts, language);
}

/** What a watch has done, in one line. */
export function stepText({at, cause, change, completedEpochs}: ToldStep, language: Language, now: number): string {
	const words = wordsIn(language).watch;
	return words.step(clockText(at, now), words.causes[cause], completedEpochs === undefined ? '' : String(completedEpochs), changeText(change, language));
}

/** How a watch came to its end; what an error says comes with what to do. */
export function outcomeLines({kind, at, reason, rule = '', error}: ToldOutcome, language: Language, now: number): readonly string[] {
	const words = wordsIn(language).watch;
	const line = (kind === 'over' ? words.over : words.gaveUp)(clockText(at, now), words.reasons[reason], rule);
	if (error === undefined || !Object.hasOwn(wordsIn(language).error, error.code)) {
		return [line];
	}

	const {message, hint} = describeError(error as Parameters<typeof describeError>[0], language);
	return [line, message, hint];
}
