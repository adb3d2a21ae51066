import type {Frame} from '../../draw/panel.ts';
import type {PlacedPanel, Room} from '../../layout.ts';
import type {ChartsUi} from './charts-ui.ts';

/** How the charts are laid out in a room. */
export type ChartsGrid = {
	/** Charts side by side, and below each other. */
	readonly columns: number;
	readonly rows: number;
};

/** The smallest card in which a curve can be read, with its frame. */
const leastColumns = 38;
const leastRows = 9;

/** As many charts as can be read, at most four side by side. */
export function planGrid(count: number, {columns, rows, frame}: Pick<Room, 'columns' | 'rows' | 'frame'>): ChartsGrid {
	const gap = frame === 'box' ? 0 : 2;
	const across = Math.max(1, Math.min(4, count, Math.floor((columns + gap) / (leastColumns + gap))));
	const down = Math.max(1, Math.min(Math.ceil(count / across), Math.floor(rows / leastRows)));
	return {columns: across, rows: down};
}

/** The first chart of the page that the chosen one is on. */
export function firstOfPage(focus: number, {columns, rows}: ChartsGrid): number {
	const page = columns * rows;
	return Math.floor(focus / page) * page;
}

/** The id of the panel of a chart by its place. */
export function chartPanelId(index: number): string {
	return `chart${index}`;
}

/** What is needed for the list with a large chart beside it, and for a second chart below that. */
const leastForList = {columns: 76, rows: 12};
const leastRowsForSecond = 24;
const secondShare = 0.4;

export type ChartsPlan = {readonly count: number; readonly focus: number; readonly view: ChartsUi['view']};

/** The places of what the view shows; they cover the room. */
export function planCharts({count, focus, view}: ChartsPlan, room: Room): readonly PlacedPanel[] {
	const frame = room.frame === 'none' ? 'rule' : room.frame;
	const whole = {
		x: 0, y: room.y, width: room.columns, height: room.rows, frame,
	} as const;
	if (count === 0) {
		return [{...whole, id: 'empty'}];
	}

	return view === 'wall' ? planWall({count, focus}, room, frame) : (view === 'full' ? [{...whole, id: 'full'}] : planList(room, frame));
}

function planList({y, columns, rows}: Room, frame: Frame): readonly PlacedPanel[] {
	const gap = frame === 'box' ? 0 : 2;
	const hasList = columns >= leastForList.columns && rows >= leastForList.rows;
	const listWidth = hasList ? (columns >= 100 ? 34 : 26) : 0;
	const x = hasList ? listWidth + gap : 0;
	const second = rows >= leastRowsForSecond ? Math.round(rows * secondShare) : 0;
	const beside = {x, width: columns - x, frame};
	return [
		...(hasList
			? [{
				id: 'figures', x: 0, y, width: listWidth, height: rows, frame,
			}]
			: []),
		{
			...beside, id: 'large', y, height: rows - second,
		},
		...(second === 0
			? []
			: [{
				...beside, id: 'second', y: y + rows - second, height: second,
			}]),
	];
}

/** The charts of the page that the chosen one is on, all of one width. */
function planWall({count, focus}: {readonly count: number; readonly focus: number}, room: Room, frame: Frame): readonly PlacedPanel[] {
	const grid = planGrid(count, room);
	const first = firstOfPage(focus, grid);
	const shown = Math.min(grid.columns * grid.rows, count - first);
	const down = Math.ceil(shown / grid.columns);
	const gap = frame === 'box' ? 0 : 2;
	return Array.from({length: shown}, (_, place): PlacedPanel => {
		const row = Math.floor(place / grid.columns);
		const column = place % grid.columns;
		const [x, end] = [column, column + 1].map(edge => Math.round((edge * (room.columns + gap)) / grid.columns)) as [number, number];
		const [top, bottom] = [row, row + 1].map(edge => Math.round((edge * room.rows) / down)) as [number, number];
		return {
			id: chartPanelId(first + place), x, y: room.y + top, width: end - gap - x, height: bottom - top, frame,
		};
	});
}
