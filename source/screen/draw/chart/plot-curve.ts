import type {Token} from '../../theme/token.ts';
import type {Path} from './path.ts';

/** A curve that is ready to be drawn: its corners lie in the dot columns of the style. */
export type PlotCurve = {readonly mark: string; readonly token: Token; readonly path: Path; readonly isFaint: boolean};

export type PlotSize = {readonly columns: number; readonly rows: number};
