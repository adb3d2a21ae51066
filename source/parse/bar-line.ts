/** The counter and the clock of a progress bar, whichever program drew it. */
export type ProgressBar = {
	readonly batchIndex: number;
	readonly batchesPerEpoch: number;
	/** Time in this bar so far, to the second with tqdm, to a tenth with the frameworks' own bar below a minute. */
	readonly elapsedMs?: number;
	/** As printed; undefined where the bar prints no rate or does not know it yet. */
	readonly iterationsPerSecond?: number;
};

/** A line that ends in a progress bar, taken apart. */
export type BarLine = {
	/** What comes before the bar, without the colon; empty in tqdm's very first draw. */
	readonly description: string;
	readonly bar: ProgressBar;
	/** What another writer put behind the bar on the same line; empty when nothing. */
	readonly rest: string;
};

/*
Source: tqdm 4.64 (bar of any width, blocks or ASCII `#`; without a known width no bar at all), YOLOv5 v7.0 (bar_format with
elapsed only), YOLOv5 master of 2026 and Ultralytics 8.3.186+ (own class: 12 cells of lines).
A count that nothing follows may have been cut by the width of the terminal: then it is not read. A log that went through another
character set has other signs in the place of the cells.
*/
const counter = /(?:^|: ?) {0,2}\d{1,3}%(?:\|[^|]*\|| [^\s\d%/:|]+)? (\d+)\/(\d+)(?= )/u;

const tqdmTail = / \[(\d+:\d\d(?::\d\d)?)<[^,\]]*, *(?:\?|([\d.]+)([GMTk]?))(it\/s|s\/it)[^\]]*\]/uy;
const ownTail = / {1,2}(?:([\d.]+)([GKMTk]?)(it\/s|s\/it) )?(\d+\.\d+s|\d+:\d\d(?::\d\d)?)(?:<(?:\d+\.\d+s|\d+:\d\d(?::\d\d)?)?)?/uy;
const clockTail = / (\d+:\d\d:\d\d|\d\d:\d\d)/uy;
const cutTail = / *\[?[\d.:]*<?[\d.:?]*,? *(?:[\d.?]+[GKMTk]?(?:it(?:\/s?)?|s(?:\/(?:it?)?)?)?)?\]?/uy;

const prefixes = new Map([['k', 1e3], ['K', 1e3], ['M', 1e6], ['G', 1e9], ['T', 1e12]]);

/**
Finds a bar with a complete count.

@returns undefined when there is none: then the line is another kind of line, or a bar that the terminal's width cut off.
*/
export function recogniseBar(text: string): BarLine | undefined {
	if (!text.includes('%')) {
		return undefined;
	}

	const match = counter.exec(text);
	if (match === null) {
		return undefined;
	}

	const description = text.slice(0, match.index);
	const tail = readTail(text, match.index + match[0].length);
	return {
		description,
		bar: {batchIndex: Number(match[1]), batchesPerEpoch: Number(match[2]), ...tail.values},
		rest: withoutInterruptEcho(text.slice(tail.end)),
	};
}

/** The blanks before a line of a table are its own: its columns are counted by them. */
const tableLine = /^\s{4,}(?:all|Class|classes|Epoch)\s/;

/** What a terminal echoes for Ctrl-C lands behind the bar and is nobody's text; nor are the blanks with which a shorter bar covers a longer one. */
export function withoutInterruptEcho(rest: string): string {
	const text = rest.trimEnd();
	return tableLine.test(text) ? text : text.trimStart().replace(/^\^C/, '').trim();
}

function readTail(text: string, start: number): {values: Pick<ProgressBar, 'elapsedMs' | 'iterationsPerSecond'>; end: number} {
	const tqdm = matchAt(tqdmTail, text, start);
	if (tqdm !== undefined) {
		return {values: timing(tqdm[1], tqdm[2], tqdm[3], tqdm[4]), end: start + tqdm[0].length};
	}

	const clock = matchAt(clockTail, text, start);
	if (clock !== undefined) {
		return {values: timing(clock[1], undefined, undefined, undefined), end: start + clock[0].length};
	}

	const own = matchAt(ownTail, text, start);
	return own === undefined ? {values: {}, end: start + (matchAt(cutTail, text, start)?.[0].trimEnd().length ?? 0)} : {values: timing(own[4], own[1], own[2], own[3]), end: start + own[0].length};
}

function matchAt(pattern: RegExp, text: string, start: number): RegExpExecArray | undefined {
	pattern.lastIndex = start;
	return pattern.exec(text) ?? undefined;
}

function timing(elapsed: string | undefined, rate: string | undefined, prefix: string | undefined, unit: string | undefined) {
	const elapsedMs = elapsed === undefined ? undefined : parseElapsedMs(elapsed);
	const printed = Number(rate) * (prefixes.get(prefix ?? '') ?? 1);
	const iterationsPerSecond = unit === 's/it' ? 1 / printed : printed;
	return {
		...(elapsedMs !== undefined && {elapsedMs}),
		...(rate !== undefined && printed > 0 && Number.isFinite(iterationsPerSecond) && {iterationsPerSecond}),
	};
}

/** Reads `6.7s`, `00:13`, `1:07` or `1:01:07`. */
function parseElapsedMs(text: string): number | undefined {
	const seconds = text.endsWith('s')
		? Number(text.slice(0, -1))
		: text.split(':').reduce((total, part) => (total * 60) + Number(part), 0);
	return Number.isFinite(seconds) ? Math.round(seconds * 1000) : undefined;
}
