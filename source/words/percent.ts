import {wordsIn, type Language} from './words.ts';

/** What is not known, as of every figure. */
const unknown = '-';

/** A fraction of 0 to 1 as the language writes a percentage: `44 %`, `44%`. 100 is shown only when it is complete; a dash for what is not known. */
export function percent(fraction: number | undefined, language: Language): string {
	return fraction === undefined || !Number.isFinite(fraction) ? unknown : withPercent(wholePercent(fraction), language);
}

/** A value that is counted in percent already, as of a processor with several cores: `238 %`, `−3%`. */
export function percentOf(value: number | undefined, language: Language): string {
	return value === undefined || !Number.isFinite(value) ? unknown : withPercent(String(Math.round(value)), language);
}

/** Percent of so many, such as of the cores: `238 / 400 %`; without a whole just the figure. `between` is what stands between both. */
export function percentOfWhole(value: number, whole: number | undefined, language: Language, between = ' / '): string {
	return withPercent(`${Math.round(value)}${whole === undefined ? '' : `${between}${whole}`}`, language);
}

/** A figure, or one of a whole, with the sign as the language writes it: `238 / 400 %`. */
export function withPercent(figure: string, language: Language): string {
	return `${figure}${wordsIn(language).punctuation.percent}`;
}

/** As the bars count: `44`, and 100 only when it is complete. */
function wholePercent(fraction: number): string {
	const rounded = Math.round(fraction * 100);
	return String(fraction < 1 ? Math.min(rounded, 99) : rounded);
}
