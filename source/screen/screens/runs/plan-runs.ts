import type {PlacedPanel, Room} from '../../layout.ts';

/** From so many columns on the curves are beside the list. */
const besideColumns = 100;
/** Below that, from so many rows on, they are below it. */
const belowRows = 18;
const leastListRows = 12;
const listShare = 0.6;
const leastCurveRows = 9;
const mostCurveRows = 18;
const mostCurveShare = 0.5;
/** Rows of the facts with their frame. */
const factRows = 12;
const mostFactRows = 17;

export type RunsPlan = {
	readonly isComparing: boolean;
	/** Rows of the table of differences with its frame; 0 while fewer than two runs are marked and none are compared. */
	readonly comparisonRows: number;
	/** Rows of the list with its frame, where nothing of it is left out. */
	readonly listRows: number;
	/** Whether there is a run to say something of. */
	readonly hasRuns: boolean;
};

/** The list with the curves beside or below it, and below both what differs, or what is known of the chosen run. */
export function planRuns({isComparing, comparisonRows, listRows, hasRuns}: RunsPlan, room: Room): readonly PlacedPanel[] {
	const {y, columns, rows} = room;
	const frame = room.frame === 'none' ? 'rule' : room.frame;
	const gap = frame === 'box' ? 0 : 2;
	const place = (id: string, part: Partial<PlacedPanel> = {}): PlacedPanel => ({
		id, x: 0, y, width: columns, height: rows, frame, ...part,
	});
	if (isComparing) {
		// What the table has no rows for makes the curves larger.
		const chart = rows >= belowRows ? Math.max(Math.min(mostCurveRows, Math.floor(rows * 0.4)), rows - comparisonRows) : 0;
		return chart === 0 ? [place('comparison')] : [place('curves', {height: chart}), place('comparison', {y: y + chart, height: rows - chart})];
	}

	if (!hasRuns) {
		return [place('runs')];
	}

	if (columns >= besideColumns) {
		const width = Math.round(columns * listShare);
		const x = width + gap;
		const below = comparisonRows === 0 ? 0 : Math.min(comparisonRows, rows - leastListRows);
		const top = rows - below;
		// A short list leaves room for what is known of the chosen run; a long one takes its rows.
		const facts = below > 0 || rows < leastListRows + factRows ? 0 : Math.max(factRows, Math.min(mostFactRows, rows - listRows));
		return [
			place('runs', {width, height: top - facts}),
			place('curves', {x, width: columns - x, height: top}),
			...(facts > 0 ? [place('facts', {width, y: y + top - facts, height: facts})] : []),
			...(below > 0 ? [place('comparison', {y: y + top, height: below})] : []),
		];
	}

	const curves = rows < belowRows ? 0 : Math.max(leastCurveRows, Math.min(Math.floor(rows * mostCurveShare), mostCurveRows, rows - listRows));
	return curves === 0 ? [place('runs')] : [place('runs', {height: rows - curves}), place('curves', {y: y + rows - curves, height: curves})];
}
