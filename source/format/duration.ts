import {unknownSign} from './number.ts';

/** The words behind the numbers of a duration, each with the blanks it needs: `1 h 32 m`. */
export type DurationUnits = {
	readonly days: string;
	readonly hours: string;
	readonly minutes: string;
	readonly seconds: string;
};

const symbols: DurationUnits = {
	days: 'd', hours: 'h', minutes: 'm', seconds: 's',
};

/**
Shows a length of time with its two largest units: `34 s`, `12 m 05 s`, `1 h 32 m`, `2 d 4 h`.
`units` are the words of the person's language, the international symbols by default.
*/
export function durationToText(ms: number | undefined, units: DurationUnits = symbols): string {
	if (ms === undefined || !Number.isFinite(ms) || ms < 0) {
		return unknownSign;
	}

	const total = Math.round(ms / 1000);
	if (total < 60) {
		return `${total} ${units.seconds}`;
	}

	if (total < 3600) {
		return `${Math.floor(total / 60)} ${units.minutes} ${twoDigits(total % 60)} ${units.seconds}`;
	}

	const minutes = Math.round(total / 60);
	if (minutes < 24 * 60) {
		return `${Math.floor(minutes / 60)} ${units.hours} ${twoDigits(minutes % 60)} ${units.minutes}`;
	}

	const hours = Math.round(total / 3600);
	return `${Math.floor(hours / 24)} ${units.days} ${hours % 24} ${units.hours}`;
}

/** The same with the largest unit alone, for how long ago something was: `5 m`, `2 h`, `6 d`. */
export function roughDurationToText(ms: number | undefined, units: DurationUnits = symbols): string {
	if (ms === undefined || !Number.isFinite(ms) || ms < 0) {
		return unknownSign;
	}

	const steps = [[86_400_000, units.days], [3_600_000, units.hours], [60_000, units.minutes], [1000, units.seconds]] as const;
	const [length, unit] = steps.find(([size]) => ms >= size) ?? steps.at(-1)!;
	return `${Math.floor(ms / length)} ${unit}`;
}

/** The same with a tenth below ten seconds, for lengths that are compared with each other: `0.4 s`, `34 s`. */
export function fineDurationToText(ms: number | undefined, units: DurationUnits = symbols): string {
	return ms !== undefined && ms >= 0 && ms < 9950 ? `${(ms / 1000).toFixed(1)} ${units.seconds}` : durationToText(ms, units);
}

function twoDigits(value: number): string {
	return value.toString().padStart(2, '0');
}
