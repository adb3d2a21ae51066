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
/** With their frames. */
const leastMatrixRows = 8;
const leastMistakeRows = 6;

export type ClassesPlan = {
	/** Rows of the table with its frame in which every class is shown. */
	readonly tableRows: number;
	readonly hasClasses: boolean;
	readonly hasMap: boolean;
	/** Whether the confusion matrix is shown, and how many rows it has with its frame. */
	readonly matrixRows: number | undefined;
	/** Whether the chosen class has the whole screen. */
	readonly isOpen: boolean;
};

/** The table with the map beside it, or the matrix with its mistakes, and the chosen class below; without room one of them. */
export function planClasses({tableRows, hasClasses, hasMap, isOpen, matrixRows}: ClassesPlan, room: Room): readonly PlacedPanel[] {
	const {y, columns, rows} = room;
	const frame = room.frame === 'none' ? 'rule' : room.frame;
	const whole = {
		x: 0, y, width: columns, height: rows, frame,
	};
	const isWide = columns >= panelColumns && rows >= panelRows;
	if (matrixRows !== undefined && !isWide) {
		return planNarrowMatrix(matrixRows, whole);
	}

	if (matrixRows === undefined && (isOpen || !hasClasses)) {
		return [{id: isOpen && hasClasses ? 'class' : 'classes', ...whole}];
	}

	if (!isWide) {
		return rows - tableRows >= fewestClassRows
			? [{id: 'classes', ...whole, height: tableRows}, {
				id: 'class', ...whole, y: y + tableRows, height: rows - tableRows,
			}]
			: [{id: 'classes', ...whole}];
	}

	return planWide({
		tableRows, hasClasses, hasMap, matrixRows,
	}, whole);
}

type Whole = Omit<PlacedPanel, 'id'>;

/** Two panels beside each other, and the chosen class below where it has room. */
function planWide({tableRows, hasClasses, hasMap, matrixRows}: Omit<ClassesPlan, 'isOpen'>, whole: Whole): readonly PlacedPanel[] {
	const {y, width: columns, height: rows, frame} = whole;
	const [first, second] = matrixRows === undefined ? ['classes', 'map'] : ['matrix', 'mistakes'];
	const firstRows = matrixRows ?? tableRows;
	const hasSecond = matrixRows !== undefined || hasMap;
	const hasClass = hasClasses && (matrixRows === undefined || matrixRows <= rows - least.class);
	const top = hasClass ? Math.min(rows - least.class, Math.max(firstRows, hasSecond ? Math.min(mostMapRows, Math.floor(rows * 0.58)) : least.table)) : rows;
	const gap = frame === 'box' ? 0 : 2;
	const width = hasSecond ? Math.round(columns * tableShare) : columns;
	return [
		{
			id: first, ...whole, width, height: top,
		},
		...(hasSecond
			? [{
				id: second, ...whole, x: width + gap, width: columns - width - gap, height: top,
			}]
			: []),
		...(hasClass
			? [{
				id: 'class', ...whole, y: y + top, height: rows - top,
			}]
			: []),
	];
}

/** The matrix with its mistakes in words below it; the words alone where there is no room for both. */
function planNarrowMatrix(matrixRows: number, whole: Whole): readonly PlacedPanel[] {
	const {y, height} = whole;
	const top = Math.min(matrixRows, height - leastMistakeRows);
	return top < leastMatrixRows
		? [{...whole, id: 'mistakes'}]
		: [{...whole, id: 'matrix', height: top}, {
			...whole, id: 'mistakes', y: y + top, height: height - top,
		}];
}
