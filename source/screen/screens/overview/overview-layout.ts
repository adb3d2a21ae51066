import type {Frame} from '../../draw/panel.ts';
import type {PlacedPanel, Room as ScreenRoom} from '../../layout.ts';
import {smallestTier, tierOf, type Tier} from '../../tiers.ts';
import type {OverviewFocus} from './overview-ui.ts';

export type OverviewLayoutInput = {
	/** What the overview is about: the run, what it will be before its first epoch, why it failed, or a val or detect program alone. */
	readonly stage: 'run' | 'setup' | 'failed' | 'tool';
	readonly hasMachine: boolean;
	readonly hasClasses: boolean;
	readonly hasQuality: boolean;
	/** Rows of the progress, without its frame. */
	readonly progressRows: number;
	/** Whether a row below the signs says how to get a table by class. */
	readonly hasTableHint: boolean;
	/** Whether one of the signs is bad: then the worst has a row at every size. */
	readonly hasBadSign: boolean;
	/** Rows that say what happened, and what is going to be trained, without their frames. */
	readonly happenedRows: number;
	readonly setupRows: number;
	readonly focus: OverviewFocus;
	readonly isZoomed: boolean;
};

/** The room of the screen, and what a terminal of its size has room for. */
type Room = ScreenRoom & {readonly tier: Tier['name']};

/** Panels beside each other, and the rows they get, frames included. */
type Band = {readonly ids: readonly string[]; readonly rows: number; readonly frame: Frame};

/** So many rows show the heads and a row of a table, and so many are worth a panel. */
const fewestEpochs = 5;
const fewestMiddle = 6;
const mostMiddle = 9;
const aloneMiddle = 6;
/** The charts grow again where the epochs would have more rows than anybody looks at. */
const mostUpper = 18;
const tallEpochs = 50;
const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
const upperRows = (free: number, low: number): number => Math.min(free, clamp(Math.ceil(free * 0.42), low, Math.max(mostUpper, free - tallEpochs)));

/** Which panel of the overview gets which part of its room. */
export function planOverview(input: OverviewLayoutInput, whole: ScreenRoom): readonly PlacedPanel[] {
	const room: Room = {...whole, tier: tierOfRoom(whole).name};
	const frameRows = room.frame === 'box' ? 2 : 0;
	// A long sentence, here or at the bottom, takes no more than two thirds of a small terminal.
	const lead: Band = {ids: [input.stage === 'tool' ? 'tool' : 'progress'], rows: Math.min(input.progressRows + frameRows, Math.max(1, Math.floor(room.rows * 0.65))), frame: room.frame === 'box' ? 'box' : 'none'};
	const free = room.rows - lead.rows;
	const bands = input.isZoomed ? [{ids: [input.focus], rows: free, frame: titled(room.frame)}] : plans[input.stage](input, room, free);
	const panels: PlacedPanel[] = [];
	let {y} = room;
	for (const {ids, rows, frame} of [lead, ...bands]) {
		panels.push(...placeBand(ids, {
			y, rows, frame, columns: room.columns,
		}, room.tier));
		y += rows;
	}

	return panels;
}

/** What a terminal of this size has room for. */
export function tierOfRoom({columns, terminalRows}: ScreenRoom): Tier {
	return tierOf({columns, rows: terminalRows}) ?? smallestTier;
}

/** Without a frame a line with the title still tells where a panel begins. */
function titled(frame: Frame): Frame {
	return frame === 'none' ? 'rule' : frame;
}

type Plan = (input: OverviewLayoutInput, room: Room, free: number) => readonly Band[];

const isBoxed = ({tier}: Room): boolean => ['XL', 'L', 'M'].includes(tier);
const isColumn = ({tier}: Room): boolean => tier === 'XS' || tier === 'XXS';

/** Of the bands the last one takes what is left. */
function withRest(bands: readonly Band[], rest: Band): readonly Band[] {
	const left = rest.rows - bands.reduce((sum, {rows}) => sum + rows, 0);
	return left > 0 ? [...bands, {...rest, rows: left}] : bands;
}

const plans: Readonly<Record<OverviewLayoutInput['stage'], Plan>> = {
	run(input, room, free) {
		if (isColumn(room)) {
			return planColumn(input, room, free);
		}

		return isBoxed(room) ? planBoxes(input, room, free) : planRules(input, room, free);
	},
	setup({hasMachine, setupRows}, room, free) {
		const frame = titled(room.frame);
		const isBeside = hasMachine && !isColumn(room);
		const wanted = Math.max(setupRows === 0 ? 0 : setupRows + (frame === 'box' ? 2 : 1), isBeside ? upperRows(free, isBoxed(room) ? 12 : 8) : 0);
		const ids = [...(setupRows === 0 ? [] : ['setup']), ...(isBeside ? ['machine'] : [])];
		return withRest(ids.length === 0 ? [] : [{ids, rows: Math.min(wanted, Math.max(2, free - 3)), frame}], {ids: ['output'], rows: free, frame});
	},
	failed({happenedRows, hasMachine, hasQuality}, room, free) {
		const {frame} = room;
		const own = titled(frame);
		// Where there are few rows the cause is worth more than the output.
		const happened = Math.min(free - (free >= 12 ? 4 : 0), happenedRows + (own === 'box' ? 2 : 1));
		const left = free - happened;
		const band = isBoxed(room) ? 9 : 6;
		const ids = [...(hasQuality ? ['quality'] : []), ...(hasMachine ? ['lastMinute'] : [])];
		const hasBand = !isColumn(room) && ids.length > 0 && left >= band + fewestEpochs;
		return withRest([{ids: ['happened'], rows: happened, frame: own}, ...(hasBand ? [{ids, rows: band, frame}] : [])], {ids: ['lastWords'], rows: free, frame: own});
	},
	tool({hasClasses}, room, free) {
		const frame = titled(room.frame);
		const classes = hasClasses && free >= 10 ? [{ids: ['classes'], rows: Math.ceil(free * 0.6), frame}] : [];
		return withRest(classes, {ids: ['output'], rows: free, frame});
	},
};

/** Three or four abreast, the classes and the signs below, then the epochs. */
function planBoxes({hasMachine, hasClasses, hasTableHint}: OverviewLayoutInput, {tier, frame}: Room, free: number): readonly Band[] {
	const isLargest = tier === 'XL';
	const upper = upperRows(free, 12);
	const rest = free - upper;
	const signs = isLargest ? ['signs'] : [];
	const middleIds = [...(hasClasses ? ['classes'] : []), isLargest ? 'notes' : 'signs'];
	// The signs alone are in two columns.
	const most = hasClasses || isLargest ? mostMiddle : aloneMiddle + (hasTableHint ? 1 : 0);
	const middle = rest - fewestMiddle < fewestEpochs ? 0 : clamp(rest - fewestEpochs - 3, fewestMiddle, most);
	return withRest([
		{ids: ['quality', 'losses', ...(hasMachine ? ['machine'] : []), ...signs], rows: upper, frame},
		...(middle === 0 ? [] : [{ids: middleIds, rows: middle, frame}]),
	], {ids: ['epochs'], rows: free, frame});
}

/** Two abreast without frames. The classes come where there is room beside everything else. */
function planRules({hasMachine, hasClasses}: OverviewLayoutInput, {frame}: Room, free: number): readonly Band[] {
	const upper = upperRows(free, 8);
	// Where there is little room the machine is worth more than the epochs.
	const middle = Math.min(clamp(Math.ceil((free - upper) * 0.45), 5, 8), free - upper);
	const left = free - upper - middle;
	const classes = hasClasses && left >= fewestMiddle + fewestEpochs + 3 ? fewestMiddle + 1 : 0;
	return withRest([
		{ids: ['quality', 'losses'], rows: upper, frame},
		...(middle < 3 ? [] : [{ids: [...(hasMachine ? ['machine'] : []), 'signs'], rows: middle, frame}]),
		...(classes === 0 ? [] : [{ids: ['classes'], rows: classes, frame}]),
	], {ids: ['epochs'], rows: free, frame});
}

/** One column: the area of the quality grows with the room, and the worst sign and the epochs come where it is there; the losses go first. */
function planColumn({hasBadSign}: OverviewLayoutInput, {frame}: Room, free: number): readonly Band[] {
	const spare = free - 6;
	const hasEpochs = spare >= 6;
	const kept = new Set([...(hasBadSign || spare >= 2 ? ['worstSign'] : []), 'machineLine', 'lossLine'].slice(0, free - 1));
	const lines = ['lossLine', 'machineLine', 'worstSign'].filter(id => kept.has(id));
	const quality = hasEpochs ? clamp(Math.ceil(free * 0.35), 4, 12) : free - lines.length;
	return withRest([
		{ids: ['quality'], rows: quality, frame: 'none'},
		...lines.map((id): Band => ({ids: [id], rows: 1, frame: 'none'})),
	], {ids: ['epochs'], rows: free, frame: titled(frame)});
}

/** The part of the width that each panel wants in its band; the one without takes what is left. */
const widths: Readonly<Record<string, (columns: number, isLargest: boolean, isWithMachine: boolean) => number>> = {
	machine: (columns, isLargest) => clamp(Math.ceil(columns * (isLargest ? 0.22 : 0.28)), 32, 46),
	// Without the machine the losses have its room, too.
	losses: (columns, isLargest, isWithMachine) => isWithMachine ? clamp(Math.round(columns * (isLargest ? 0.24 : 0.31)), 34, 50) : Math.round(columns * (isLargest ? 0.35 : 0.45)),
	signs: (columns, isLargest) => isLargest ? clamp(Math.round(columns * 0.24), 44, 56) : Math.round(columns * 0.43),
	notes: columns => Math.round(columns * 0.43),
	lastMinute: columns => Math.round(columns * 0.58),
};
/** Without frames two panels share the width so that neither is too narrow. */
const ruleShare = 0.44;
/** Blanks between two panels without frames. */
const ruleGap = 1;

function placeBand(ids: readonly string[], {y, rows, frame, columns}: Pick<Band, 'rows' | 'frame'> & {readonly y: number; readonly columns: number}, tier: Room['tier']): readonly PlacedPanel[] {
	const gap = frame === 'box' ? 0 : ruleGap;
	const wanted = ids.map((id, index) => index === 0 ? 0 : (frame === 'box' ? widths[id]?.(columns, tier === 'XL', ids.includes('machine')) ?? 0 : Math.floor((columns - gap) * ruleShare)));
	const first = columns - wanted.reduce((sum, width) => sum + width, 0) - (gap * (ids.length - 1));
	let x = 0;
	return ids.map((id, index) => {
		const width = index === 0 ? first : wanted[index]!;
		const placed: PlacedPanel = {
			id, x, y, width, height: rows, frame,
		};
		x += width + gap;
		return placed;
	});
}
