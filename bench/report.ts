import {reasons} from './reasons.ts';

/** One line of the table. */
export type Row = {
	readonly what: string;
	readonly value: string;
	/** Against what was measured beside it in the same run. */
	readonly ratio?: string;
	readonly target?: string;
	readonly isMet?: boolean;
};

export type Section = {readonly title: string; readonly note?: string; readonly rows: readonly Row[]};

export const formatMs = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;
export const formatMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** The middle value. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** The sections as Markdown. */
export function sectionsToMarkdown(sections: readonly Section[]): string {
	return sections.map(({title, note, rows}) => [
		`## ${title}`,
		'',
		...(note === undefined ? [] : [note, '']),
		'| what | measured | ratio in the run | target | | reason |',
		'| --- | --- | --- | --- | --- | --- |',
		...rows.map(({what, value, ratio = '', target = '', isMet}) => `| ${what} | ${value} | ${ratio} | ${target} | ${isMet === undefined ? '' : (isMet ? 'met' : 'missed')} | ${isMet === false ? reasons[what] ?? '' : ''} |`),
		'',
	].join('\n')).join('\n');
}
