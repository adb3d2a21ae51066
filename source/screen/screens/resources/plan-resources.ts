import type {PlacedPanel, Room} from '../../layout.ts';
import type {Section} from './section.ts';

/** From so many columns on each thing that is measured has a panel of its own. */
const panelColumns = 100;
const frameRows = 2;

type Height = Pick<Section, 'id' | 'least' | 'most'>;

/** Rows of panels: container and machine side by side, everything else over the whole width. One panel with all of it where room lacks. */
export function planResources(sections: readonly Height[], {y, columns, rows, frame: roomFrame}: Room): readonly PlacedPanel[] {
	const frame = roomFrame === 'none' ? 'rule' : roomFrame;
	const bands = bandsOf(sections);
	const least = bands.map(band => Math.max(...band.map(section => section.least)) + frameRows);
	const isTight = least.reduce((sum, height) => sum + height, 0) > rows;
	if (isTight || columns < panelColumns || bands.length === 0) {
		return [{
			id: 'resources', x: 0, y, width: columns, height: rows, frame,
		}];
	}

	const heights = shareOut(bands.map((band, index) => ({least: least[index]!, most: Math.max(...band.map(section => section.most)) + frameRows})), rows, Math.max(0, bands.findIndex(([first]) => first !== undefined && hasHistoryBelow(first))));
	return bands.flatMap((band, index) => {
		const top = y + heights.slice(0, index).reduce((sum, height) => sum + height, 0);
		const half = Math.floor(columns / 2);
		return band.map((section, place): PlacedPanel => ({
			id: section.id, x: place * half, y: top, width: band.length === 1 ? columns : (place === 0 ? half : columns - half), height: heights[index]!, frame,
		}));
	});
}

/** Container and machine fill what is left of them with a history. */
function hasHistoryBelow({id}: Height): boolean {
	return id === 'container' || id === 'host';
}

function bandsOf(sections: readonly Height[]): ReadonlyArray<readonly Height[]> {
	const pair = sections.filter(section => hasHistoryBelow(section));
	return sections.flatMap((section): ReadonlyArray<readonly Height[]> => section === pair[0] ? [pair] : (pair.includes(section) ? [] : [[section]]));
}

/** What each needs at least, then row by row to those that have a use for it; what nobody has a use for goes to the one at `spare`. */
function shareOut(wanted: ReadonlyArray<{readonly least: number; readonly most: number}>, rows: number, spare: number): readonly number[] {
	const heights = wanted.map(({least}) => least);
	for (let left = rows - heights.reduce((sum, height) => sum + height, 0); left > 0; left--) {
		const [next] = [...heights.keys()].filter(index => heights[index]! < wanted[index]!.most).toSorted((one, other) => (heights[one]! / wanted[one]!.most) - (heights[other]! / wanted[other]!.most));
		heights[next ?? spare]!++;
	}

	return heights;
}
