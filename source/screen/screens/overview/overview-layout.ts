import type {Frame} from '../../draw/panel.ts';
import type {PlacedPanel, Room} from '../../layout.ts';
import type {OverviewFocus} from './overview-ui.ts';

export type OverviewLayoutInput = {
	readonly lossCount: number;
	/** Diagnoses that are more than hints; none take no room. */
	readonly diagnosisCount?: number;
	readonly hasClasses: boolean;
	/** A val or detect program: alone in the output, or beside a training. */
	readonly tool?: 'alone' | 'beside' | undefined;
	/** Whether an epoch is complete; before that there is no curve, and the log gets the room. */
	readonly hasResults: boolean;
	readonly focus: OverviewFocus;
	readonly isZoomed: boolean;
};

/** Below this width two panels side by side would both be too narrow. */
const sideBySideColumns = 66;
const threeAbreastColumns = 150;

/**
Which panel of the overview gets which part of its room. Panels whose lines move all the time (progress, losses) span the whole
width, so that a row of theirs can be redrawn alone.
*/
export function planOverview(input: OverviewLayoutInput, room: Room): readonly PlacedPanel[] {
	const {columns, frame, terminalRows} = room;
	const frameRows = frame === 'box' ? 2 : (frame === 'rule' ? 1 : 0);
	const lossRows = terminalRows >= 20 ? Math.min(6, Math.max(1, input.lossCount)) : 1;
	const toolRows = terminalRows >= 20 ? 4 : 2;
	const stack: ReadonlyArray<readonly [string, number]> = [
		...(input.tool === 'alone'
			? [['tool', toolRows + frameRows] as const]
			: [
				['progress', 3 + frameRows] as const,
				...(input.isZoomed ? [] : [['losses', lossRows + frameRows] as const]),
				// The header tells on a small terminal.
				...(input.tool === 'beside' && terminalRows >= 30 && !input.isZoomed ? [['tool', 3 + frameRows] as const] : []),
			]),
		// A zoomed panel leaves only the progress beside it.
		...(input.isZoomed ? [] : diagnosisStack(input.diagnosisCount ?? 0, terminalRows, frameRows)),
	];
	const panels: PlacedPanel[] = [];
	let {y} = room;
	for (const [id, height] of stack) {
		panels.push({
			id, x: 0, y, width: columns, height, frame,
		});
		y += height;
	}

	return [...panels, ...planRest(input, {...room, y, rows: room.y + room.rows - y})];
}

/** The worst with what to do, and a line for each other one; on a small terminal one line. */
function diagnosisStack(count: number, terminalRows: number, frameRows: number): ReadonlyArray<readonly [string, number]> {
	if (count === 0 || terminalRows < 16) {
		return [];
	}

	const rows = terminalRows >= 32 ? Math.min(5, 2 + count) : (terminalRows >= 24 ? 2 : 1);
	return [['diagnoses', rows + frameRows]];
}

/** The room below the losses: charts and classes above, the log below. */
function planRest(input: OverviewLayoutInput, {columns, frame, y, rows}: Room): readonly PlacedPanel[] {
	const {focus} = input;
	// Without a frame a line with the title still tells where a panel begins.
	const restFrame = frame === 'none' ? 'rule' : frame;
	const whole = (id: string): readonly PlacedPanel[] => [{
		id, x: 0, y, width: columns, height: rows, frame: restFrame,
	}];
	if (input.isZoomed) {
		return whole(focus);
	}

	if (!input.hasResults) {
		return whole('log');
	}

	if (rows < 10) {
		return focus !== 'log' && (focus === 'metrics' || input.hasClasses)
			? whole(focus)
			: [
				{
					id: 'metrics', x: 0, y, width: columns, height: 1, frame: 'none',
				},
				{
					id: 'log', x: 0, y: y + 1, width: columns, height: rows - 1, frame: restFrame,
				},
			];
	}

	const upper = Math.min(26, Math.max(7, Math.round(rows * (rows >= 20 ? 0.56 : 0.6))));
	return [
		...planUpper(input, restFrame, {y, rows: upper, columns}),
		{
			id: 'log', x: 0, y: y + upper, width: columns, height: rows - upper, frame: restFrame,
		},
	];
}

function planUpper({focus, hasClasses}: OverviewLayoutInput, frame: Frame, {y, rows, columns}: Pick<Room, 'y' | 'rows' | 'columns'>): readonly PlacedPanel[] {
	let ids: readonly string[] = ['metrics', hasClasses ? 'classes' : 'lossChart'];
	if (columns < sideBySideColumns) {
		ids = [focus === 'classes' ? 'classes' : 'metrics'];
	} else if (hasClasses && columns >= threeAbreastColumns) {
		ids = ['metrics', 'lossChart', 'classes'];
	} else if (focus === 'classes') {
		ids = ['metrics', 'classes'];
	}

	const gap = frame === 'box' ? 0 : 2;
	const shares = ids.length === 2 && ids[1] === 'classes' ? [0.46, 0.54] : ids.map(() => 1 / ids.length);
	const room = columns - (gap * (ids.length - 1));
	let x = 0;
	return ids.map((id, index) => {
		const width = index === ids.length - 1 ? columns - x : Math.floor(room * shares[index]!);
		const placed: PlacedPanel = {
			id, x, y, width, height: rows, frame,
		};
		x += width + gap;
		return placed;
	});
}
