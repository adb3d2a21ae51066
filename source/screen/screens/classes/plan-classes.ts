import type {PlacedPanel, Room} from '../../layout.ts';

/** From so many columns on there is room for the map beside the table, and for the chosen class below both. */
const panelColumns = 100;
const panelRows = 24;
const tableShare = 0.63;
/** The least rows of table and map, and of what is said of a class. */
const least = {table: 12, class: 14};
const mostMapRows = 24;
/** Where the chosen class is read without being opened there must be room for all that is said of it. */
const fewestClassRows = 16;

export type ClassesPlan = {
	/** Rows of the table with its frame in which every class is shown. */
	readonly tableRows: number;
	readonly hasClasses: boolean;
	readonly hasMap: boolean;
	/** Whether the chosen class has the whole screen. */
	readonly isOpen: boolean;
};

/** The table with the map beside it and the chosen class below; without room the table, or the chosen class. */
export function planClasses({tableRows, hasClasses, hasMap, isOpen}: ClassesPlan, room: Room): readonly PlacedPanel[] {
	const {y, columns, rows} = room;
	const frame = room.frame === 'none' ? 'rule' : room.frame;
	const whole = {
		x: 0, y, width: columns, height: rows, frame,
	};
	if (isOpen || !hasClasses) {
		return [{id: isOpen && hasClasses ? 'class' : 'classes', ...whole}];
	}

	const isWide = columns >= panelColumns && rows >= panelRows;
	if (!isWide) {
		return rows - tableRows >= fewestClassRows
			? [{id: 'classes', ...whole, height: tableRows}, {
				id: 'class', ...whole, y: y + tableRows, height: rows - tableRows,
			}]
			: [{id: 'classes', ...whole}];
	}

	const top = Math.min(rows - least.class, Math.max(tableRows, hasMap ? Math.min(mostMapRows, Math.floor(rows * 0.58)) : least.table));
	const gap = frame === 'box' ? 0 : 2;
	const width = hasMap ? Math.round(columns * tableShare) : columns;
	return [
		{
			id: 'classes', ...whole, width, height: top,
		},
		...(hasMap
			? [{
				id: 'map', ...whole, x: width + gap, width: columns - width - gap, height: top,
			}]
			: []),
		{
			id: 'class', ...whole, y: y + top, height: rows - top,
		},
	];
}
