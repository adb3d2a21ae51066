import {
	drawMenu,
	heightOf,
	initialMenu,
	pressMenuKey,
	type Menu,
	type MenuState,
} from './menu.ts';
import {readKeys} from './terminal-keys.ts';
import type {TerminalIo} from './terminal-io.ts';

/** What the person has done: taken an item, pressed one of the other keys, or closed the menu. */
export type MenuAnswer = {readonly kind: 'taken'; readonly index: number} | {readonly kind: 'other'; readonly key: string} | {readonly kind: 'closed'};

export type MenuOptions = {
	/** Index of the item that is chosen first. */
	readonly first?: number;
	/** Closes it without an answer. */
	readonly closing?: AbortSignal | undefined;
	/** Reads the menu again once a second. */
	readonly isLive?: boolean;
};

const liveMs = 1000;

/**
Lets a person choose a line of a menu by keys. The terminal then is as before, and the menu stays to be read with what was chosen.
Ctrl-C does what it does everywhere. Rejects with the reason of the io's signal.
*/
export async function chooseLine(io: TerminalIo, read: () => Menu, {first = 0, closing, isLive = false}: MenuOptions = {}): Promise<MenuAnswer> {
	const {output} = io;
	let state: MenuState = {...initialMenu, chosen: first};
	let drawn: readonly string[] = [];
	let isFixedWritten = false;
	const draw = () => {
		const columns = output.columns ?? 80;
		const {fixed, lines} = drawMenu(read(), state, {columns, rows: output.rows ?? 24});
		const above = heightOf(drawn, columns);
		const before = isFixedWritten ? [] : fixed;
		isFixedWritten = true;
		output.redraw([...before, ...lines], above);
		drawn = lines;
	};

	const stop = AbortSignal.any([io.signal, ...(closing === undefined ? [] : [closing])]);
	output.showCursor(false);
	const timer = isLive ? setInterval(draw, liveMs) : undefined;
	try {
		draw();
		return await readKeys<MenuAnswer>(io.stdin, stop, key => {
			if (key === 'ctrl+c') {
				io.interrupt();
				return undefined;
			}

			const step = pressMenuKey(read(), state, key);
			if (step.kind !== 'open') {
				return step;
			}

			state = step.state;
			draw();
			return undefined;
		});
	} catch (error) {
		if (closing?.aborted === true && !io.signal.aborted) {
			return {kind: 'closed'};
		}

		throw error;
	} finally {
		clearInterval(timer);
		output.showCursor(true);
	}
}
