import {displayWidth} from '../../format/display-width.ts';
import {explanationNames, type ExplanationKey} from '../../words/explain-names.ts';

/** A name of a number on a line, by the columns that it takes. */
export type NamedSpan = {readonly key: ExplanationKey; readonly from: number; readonly to: number};

/** The lines of a panel as plain text, and a place in them. */
export type PointedPlace = {readonly lines: readonly string[]; readonly row: number; readonly column: number};

/** In these panels the same word means another number. */
const inPanels: Readonly<Partial<Record<string, Readonly<Partial<Record<ExplanationKey, ExplanationKey>>>>>> = {
	progress: {batchSize: 'batchIndex'},
	epochs: {batchSize: 'batchIndex', gpuUtilisation: 'gpuMem'},
	gpu: {containerMemory: 'gpuMemory', workers: 'gpuUtilisation'},
	host: {containerCpu: 'hostCpu', containerMemory: 'hostMemory'},
};

/** What the titles of the resources make of the words below them, in both languages. */
const inSections: ReadonlyArray<readonly [title: RegExp, words: Readonly<Partial<Record<ExplanationKey, ExplanationKey>>>]> = [
	[/^GPU\b/, {containerMemory: 'gpuMemory', workers: 'gpuUtilisation'}],
	[/^(?:Machine|WSL virtual machine|主机|WSL 虚拟机)/, {containerCpu: 'hostCpu', containerMemory: 'hostMemory'}],
	[/^(?:Container|容器)/, {}],
];

const wordCharacter = /[\p{Letter}\p{Number}/_]/u;
const chineseCharacter = /\p{Script=Han}/u;

/** Every name of a number that is on a line, from left to right; of names inside each other the longest. */
export function namesOnLine(line: string): readonly NamedSpan[] {
	const text = line.toLowerCase();
	const spans: Array<NamedSpan & {readonly start: number; readonly end: number}> = [];
	for (const [name, key] of explanationNames()) {
		const free = placesOf(name, text).filter(start => spans.every(other => start + name.length <= other.start || start >= other.end));
		for (const start of free) {
			const end = start + name.length;
			const from = displayWidth(line.slice(0, start));
			spans.push({
				key, from, to: from + displayWidth(line.slice(start, end)), start, end,
			});
		}
	}

	return spans.toSorted((one, other) => one.from - other.from).map(({key, from, to}) => ({key, from, to}));
}

/** Every place at which the name begins, as a word of its own. */
function placesOf(name: string, text: string): readonly number[] {
	const places: number[] = [];
	for (let start = text.indexOf(name); start !== -1; start = text.indexOf(name, start + 1)) {
		places.push(start);
	}

	return places.filter(start => isWhole(text, start, start + name.length));
}

/** A name of letters is none inside a longer word; Chinese has no blanks between words. */
function isWhole(text: string, start: number, end: number): boolean {
	const isJoined = (inside: string | undefined, outside: string | undefined): boolean =>
		inside !== undefined && outside !== undefined && wordCharacter.test(inside) && wordCharacter.test(outside) && !chineseCharacter.test(inside) && !chineseCharacter.test(outside);
	return !isJoined(text[start], text[start - 1]) && !isJoined(text[end - 1], text[end]);
}

/** The name that stands at a place itself; undefined beside one. */
export function nameAt(panel: string, place: PointedPlace): ExplanationKey | undefined {
	const span = namesOnLine(place.lines[place.row] ?? '').find(({from, to}) => place.column >= from && place.column < to);
	return span && inContext(span.key, panel, place);
}

/**
The number that is pointed at: the name at the place or of the same group of words (a unit follows its figure), else the nearest one to
the left on the line, else the header of the column above; undefined where none is near.
*/
export function numberAt(panel: string, place: PointedPlace): ExplanationKey | undefined {
	const {lines, row, column} = place;
	const line = lines[row] ?? '';
	const spans = namesOnLine(line);
	const group = groupAt(line, column);
	const inGroup = spans.filter(({from, to}) => from >= group.from && to <= group.to);
	const before = inGroup.findLast(({from}) => from <= column) ?? inGroup[0] ?? spans.findLast(({from}) => from <= column) ?? spans[0];
	if (before !== undefined) {
		return inContext(before.key, panel, place);
	}

	for (let above = row - 1; above >= 0; above--) {
		const headers = namesOnLine(lines[above]!);
		const distance = ({from, to}: NamedSpan): number => Math.max(0, from - (group.to - 1), group.from - (to - 1));
		const [nearest] = headers.toSorted((one, other) => distance(one) - distance(other));
		if (nearest !== undefined) {
			return inContext(nearest.key, panel, {...place, row: above});
		}
	}

	return undefined;
}

/** The columns of the words around a place that one dot or two blanks part from others. */
function groupAt(line: string, column: number): {readonly from: number; readonly to: number} {
	let from = 0;
	for (const part of line.split(/( · | {2,})/)) {
		const to = from + displayWidth(part);
		if (column < to) {
			return {from, to};
		}

		from = to;
	}

	return {from, to: from};
}

function inContext(key: ExplanationKey, panel: string, {lines, row}: PointedPlace): ExplanationKey {
	if (panel !== 'resources') {
		return inPanels[panel]?.[key] ?? key;
	}

	for (let above = row; above >= 0; above--) {
		const section = inSections.find(([title]) => title.test(lines[above]!.trim()));
		if (section !== undefined) {
			return section[1][key] ?? key;
		}
	}

	return key;
}
