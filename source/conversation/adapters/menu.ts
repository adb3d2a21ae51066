import {displayWidth, splitAtWidth, truncate} from '../../format/display-width.ts';

/** One line to choose. */
export type MenuItem = {
	readonly label: string;
	/** A letter that goes to it; undefined where it is known by its number. */
	readonly key?: string;
	/** Lines over it, such as the title of the part that it begins. */
	readonly above?: readonly string[];
};

/** Lines to choose from, with what is said over and under them. */
export type Menu = {
	/** Wrapped to the terminal; a line that begins with a blank, such as a command, stays as it is. */
	readonly text: readonly string[];
	/** The names of the columns, where each item is a row of a table. */
	readonly header?: string;
	/** At least one. */
	readonly items: readonly MenuItem[];
	/** Which keys there are. */
	readonly footer: string;
	/** Further keys that close the menu, each with its own meaning. */
	readonly otherKeys?: readonly string[];
};

export type MenuState = {
	/** Index of the item. */
	readonly chosen: number;
	/** The number that is being typed. */
	readonly typed: string;
};

export type MenuStep =
	| {readonly kind: 'open'; readonly state: MenuState}
	| {readonly kind: 'taken'; readonly index: number}
	| {readonly kind: 'closed'}
	| {readonly kind: 'other'; readonly key: string};

export const initialMenu: MenuState = {chosen: 0, typed: ''};

const closingKeys: ReadonlySet<string> = new Set(['escape', 'ctrl+d', 'q']);

/** How far a key goes; undefined for one that goes nowhere. */
function stepOf(key: string, length: number): number | undefined {
	const pageLength = 10;
	const steps: Readonly<Record<string, number>> = {
		up: -1, k: -1, down: 1, j: 1, tab: 1, 'shift+tab': -1, pageup: -pageLength, pagedown: pageLength, home: -length, end: length,
	};
	return steps[key];
}

/** The number of an item with one more digit; a number that is too large begins again. */
function typeDigit(state: MenuState, digit: string, length: number): MenuState {
	const typed = [state.typed + digit, digit].find(text => Number(text) >= 1 && Number(text) <= length);
	return typed === undefined ? {...state, typed: ''} : {chosen: Number(typed) - 1, typed};
}

/**
What a key does. Letters and numbers go to an item, and Enter takes it: what loses work is never done by a single key, and nothing that
was typed is left over for what comes next.
*/
export function pressMenuKey({items, otherKeys = []}: Pick<Menu, 'items' | 'otherKeys'>, state: MenuState, key: string): MenuStep {
	const named = items.findIndex(item => item.key === key);
	if (named !== -1) {
		return {kind: 'open', state: {chosen: named, typed: ''}};
	}

	if (otherKeys.includes(key)) {
		return {kind: 'other', key};
	}

	if (key === 'enter') {
		return {kind: 'taken', index: state.chosen};
	}

	if (closingKeys.has(key)) {
		return {kind: 'closed'};
	}

	if (/^\d$/.test(key)) {
		return {kind: 'open', state: typeDigit(state, key, items.length)};
	}

	const step = stepOf(key, items.length);
	if (step === undefined) {
		return {kind: 'open', state};
	}

	// One line goes round the ends, a page stops there.
	const next = Math.abs(step) === 1 ? (state.chosen + step + items.length) % items.length : Math.min(items.length - 1, Math.max(0, state.chosen + step));
	return {kind: 'open', state: {chosen: next, typed: ''}};
}

/** What a menu looks like: `fixed` is written once, `lines` again after each key. */
export type MenuPicture = {readonly fixed: readonly string[]; readonly lines: readonly string[]};

/** In front of the text of an item: the mark, its letter or number, blanks. */
const indent = 6;

const maxItemLines = 3;

/** Fewer items than this are not shown beside the text, which then is written once above. */
const minItemLines = 4;

function itemLines({label, key, above = []}: MenuItem, index: number, isChosen: boolean, width: number): readonly string[] {
	const parts = splitAtWidth(label, Math.max(8, width - indent));
	const shown = parts.length > maxItemLines ? [...parts.slice(0, maxItemLines - 1), parts.slice(maxItemLines - 1).join(' ')] : parts;
	const name = (key ?? String(index + 1)).padStart(3);
	const own = shown.map((part, line) => line === 0 ? `${isChosen ? '>' : ' '}${name}  ${part}` : ' '.repeat(indent) + part);
	return [...above, ...own].map(line => truncate(line, width));
}

/** The items around the chosen one that have room in so many lines. */
function visibleItems(all: ReadonlyArray<readonly string[]>, chosen: number, room: number): {readonly first: number; readonly last: number} {
	let [first, last] = [chosen, chosen];
	let left = room - all[chosen]!.length;
	const hasRoom = (index: number) => (all[index]?.length ?? Infinity) <= left;
	// By turns, so that the chosen one stays in the middle.
	while (hasRoom(last + 1) || hasRoom(first - 1)) {
		const isBelow = hasRoom(last + 1) && (last - chosen <= chosen - first || !hasRoom(first - 1));
		left -= all[isBelow ? last + 1 : first - 1]!.length;
		[first, last] = isBelow ? [first, last + 1] : [first - 1, last];
	}

	return {first, last};
}

/** Draws a menu for a terminal of this size: no line is as wide as the terminal, and all of `lines` are lower than it. */
export function drawMenu({text, header, items, footer}: Menu, {chosen}: MenuState, {columns, rows}: {readonly columns: number; readonly rows: number}): MenuPicture {
	const width = Math.max(12, columns - 1);
	const above = text.flatMap(line => line.startsWith(' ') ? [line] : line.split('\n').flatMap(part => splitAtWidth(part, width)));
	const all = items.map((item, index) => itemLines(item, index, index === chosen, width));
	const total = all.reduce((sum, lines) => sum + lines.length, 0);
	const head = header === undefined ? [] : [truncate(' '.repeat(indent) + header, width)];
	// The cursor is in the line below.
	const room = Math.max(1, rows - 1 - head.length - 1);
	const height = heightOf(above, columns);
	const isTextRedrawn = height + Math.min(total, minItemLines) <= room;
	const {first, last} = visibleItems(all, chosen, isTextRedrawn ? room - height : room);
	const isAll = first === 0 && last === items.length - 1;
	const foot = truncate(isAll ? footer : `${chosen + 1}/${items.length}  ${footer}`, width);
	const lines = [...head, ...all.slice(first, last + 1).flat(), foot];
	return isTextRedrawn ? {fixed: [], lines: [...above, ...lines]} : {fixed: above, lines};
}

/** Lines of the terminal that these lines take, also when it has become narrower since they were written. */
export function heightOf(lines: readonly string[], columns: number): number {
	return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / Math.max(1, columns))), 0);
}
