import {displayWidth} from '../../source/format/display-width.ts';
import {createLook} from '../../source/screen/theme/look.ts';

/** Widths from a pane of tmux to a wide screen. */
export const widths = [20, 40, 63, 80, 120, 200] as const;

export const plainLook = createLook({theme: 'dark', depth: 'none', isAscii: false});
export const asciiLook = createLook({theme: 'dark', depth: 'none', isAscii: true});

/** A drawn line without its colours. */
export const plain = (line: string): string => line.replaceAll(/\u{1B}\[[\d;]*m/gu, '');

/** The widths that the lines take, each once: one number when every line fits exactly. */
export const widthsOf = (lines: readonly string[]): readonly number[] => [...new Set(lines.map(line => displayWidth(plain(line))))];
