import {unknownSign} from './number.ts';

/** The current time and the time zone of the person, both from the edge. */
export type Clock = {
	/** Milliseconds since 1970. */
	readonly now: number;
	/** Minutes that the person's time is ahead of UTC, for example 480 in China. */
	readonly utcOffsetMinutes: number;
};

const msPerDay = 86_400_000;
/** Beyond this the language's Date has no days. */
const lastMoment = 8.64e15 - msPerDay;

/** Shows a moment as the clock of the person: `21:43`, on another day `11-24 21:43`, in another year with the year. */
export function clockTime(at: number | undefined, {now, utcOffsetMinutes}: Clock): string {
	if (at === undefined || !Number.isFinite(at) || Math.abs(at) > lastMoment) {
		return unknownSign;
	}

	const moment = toLocalParts(at, utcOffsetMinutes);
	const today = toLocalParts(now, utcOffsetMinutes);
	return moment.date === today.date ? moment.time : `${moment.year === today.year ? moment.date.slice(5) : moment.date} ${moment.time}`;
}

/** Shows a moment as the clock of the person with seconds and without the day: `21:43:05`. Always eight columns wide. */
export function clockSeconds(at: number | undefined, utcOffsetMinutes: number): string {
	return at === undefined || !Number.isFinite(at) || Math.abs(at) > lastMoment ? unknownSign.padEnd(8) : new Date(at + (utcOffsetMinutes * 60_000)).toISOString().slice(11, 19);
}

function toLocalParts(at: number, utcOffsetMinutes: number): {readonly year: string; readonly date: string; readonly time: string} {
	const shifted = at + (utcOffsetMinutes * 60_000);
	const text = new Date(Math.abs(shifted) > lastMoment || Number.isNaN(shifted) ? 0 : shifted).toISOString();
	const [date = '', time = ''] = text.split('T', 2);
	return {year: date.slice(0, -6), date, time: time.slice(0, 5)};
}
