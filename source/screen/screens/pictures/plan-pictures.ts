import type {PlacedPanel, Room} from '../../layout.ts';

/** From so many columns on the list has room beside a picture, and two pictures beside each other. */
const listFrom = 96;
const listColumns = 42;
const pairFrom = 90;

/** The list, and the picture beside it; of a pair two pictures where there is room. */
export function planPictures({isLarge, hasEntries, isPair, side}: {readonly isLarge: boolean; readonly hasEntries: boolean; readonly isPair: boolean; readonly side: 'both' | 'labels' | 'predictions'}, room: Room): readonly PlacedPanel[] {
	const {y, columns, rows} = room;
	const frame = room.frame === 'none' ? 'rule' : room.frame;
	const hasList = hasEntries && !isLarge && columns >= listFrom;
	const gap = frame === 'box' ? 0 : 2;
	const x = hasList ? listColumns + gap : 0;
	const width = columns - x;
	const isBeside = isPair && side === 'both' && width >= pairFrom;
	const half = Math.floor((width - gap) / 2);
	const whole = {y, height: rows, frame};
	return [
		...(hasList
			? [{
				...whole, id: 'list', x: 0, width: listColumns,
			}]
			: []),
		...(isBeside || (isPair && side === 'labels')
			? [{
				...whole, id: 'labels', x, width: isBeside ? half : width,
			}]
			: []),
		...(isPair && side === 'labels'
			? []
			: [{
				...whole, id: 'picture', x: isBeside ? x + half + gap : x, width: isBeside ? width - half - gap : width,
			}]),
	];
}
