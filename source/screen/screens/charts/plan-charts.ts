import type {PlacedPanel, Room} from '../../layout.ts';

/** How the charts are laid out in a room. */
export type ChartsGrid = {
	/** Charts side by side, and below each other. */
	readonly columns: number;
	readonly rows: number;
	/** Whether there is a line below them that says how they are drawn. */
	readonly hasStatus: boolean;
};

/** The smallest card in which a curve can be read, with its frame. */
const leastColumns = 38;
const leastRows = 9;

/** As many charts as can be read, at most three side by side; one alone where there is little room. */
export function planGrid(count: number, {columns, rows, frame}: Pick<Room, 'columns' | 'rows' | 'frame'>, isLarge: boolean): ChartsGrid {
	const hasStatus = rows >= 2 * leastRows;
	if (isLarge || count <= 1) {
		return {columns: 1, rows: 1, hasStatus: hasStatus && !isLarge};
	}

	const gap = frame === 'box' ? 0 : 2;
	const across = Math.max(1, Math.min(3, count, Math.floor((columns + gap) / (leastColumns + gap))));
	const down = Math.max(1, Math.min(Math.ceil(count / across), Math.floor((rows - (hasStatus ? 1 : 0)) / leastRows)));
	return {columns: across, rows: down, hasStatus};
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

/** The places of the charts of the page that the chosen one is on; they cover the room. */
export function planCharts({count, focus, isLarge}: {readonly count: number; readonly focus: number; readonly isLarge: boolean}, room: Room): readonly PlacedPanel[] {
	const grid = planGrid(count, room, isLarge);
	const frame = room.frame === 'none' ? 'rule' : room.frame;
	const status: readonly PlacedPanel[] = grid.hasStatus
		? [{
			id: 'status', x: 0, y: room.y + room.rows - 1, width: room.columns, height: 1, frame: 'none',
		}]
		: [];
	const height = room.rows - status.length;
	if (count === 0) {
		return [{
			id: 'empty', x: 0, y: room.y, width: room.columns, height, frame,
		}, ...status];
	}

	const first = isLarge ? focus : firstOfPage(focus, grid);
	const shown = Math.min(grid.columns * grid.rows, count - first);
	const down = Math.ceil(shown / grid.columns);
	const gap = frame === 'box' ? 0 : 2;
	const places = Array.from({length: shown}, (_, place): PlacedPanel => {
		const row = Math.floor(place / grid.columns);
		// The last row may hold fewer; they share its width.
		const across = row === down - 1 ? shown - (row * grid.columns) : grid.columns;
		const column = place % grid.columns;
		const [x, end] = [column, column + 1].map(edge => Math.round((edge * (room.columns + gap)) / across)) as [number, number];
		const [top, bottom] = [row, row + 1].map(edge => Math.round((edge * height) / down)) as [number, number];
		return {
			id: chartPanelId(first + place), x, y: room.y + top, width: end - gap - x, height: bottom - top, frame,
		};
	});
	return [...places, ...status];
}
