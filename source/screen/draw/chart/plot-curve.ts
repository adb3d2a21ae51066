import type {Token} from '../../theme/token.ts';
import type {Course} from './path.ts';

/** A curve that is ready to be drawn: its corners are in the dot columns of the style. */
export type PlotCurve = Course & {readonly token: Token; readonly isFaint: boolean};

export type PlotSize = {readonly columns: number; readonly rows: number};

/** The curves in the order in which they take their cells: faint ones get what is left. */
export function inDrawingOrder(curves: readonly PlotCurve[]): readonly PlotCurve[] {
	return [...curves.filter(({isFaint}) => !isFaint), ...curves.filter(({isFaint}) => isFaint)];
}
