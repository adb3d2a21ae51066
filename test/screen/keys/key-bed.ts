import {setTimeout as delay} from 'node:timers/promises';
import type {TestTerminal} from '../fixtures/terminal.ts';
import {keyBytes} from './key-bytes.ts';
import type {KeyCase, Shown} from './key-case.ts';

/** One running program that keys are tried in, one after another. */
export type KeyBed = {
	/** Goes where the key works, presses it and waits for its effect. */
	press(key: string, keyCase: KeyCase): Promise<void>;
	/** Back to the overview as it was at first; with another program where that cannot be had. */
	reset(keyCase: KeyCase, hasFailed: boolean): Promise<void>;
	close(): void;
};

/** Longer than a program waits for what follows an Escape. */
const escapeMs = 100;
/** How long nothing may move before a screen counts as drawn. */
const stillMs = 200;
/** What leads back to the overview from ever further away, and how long that may take before more is tried. */
const waysBack: ReadonlyArray<readonly [keys: readonly string[], limitMs: number]> = [[['1'], 150], [['ctrl+g', 'escape', '1'], 300], [['escape', '1'], 500]];

/** `open` gives a program that stands still on its first screen. */
export function createKeyBed(open: () => Promise<TestTerminal>): KeyBed {
	let terminal: TestTerminal | undefined;
	let first = '';

	/** The words on the screen without its last row, which holds messages for some seconds, and without numbers: some say how long ago something was. */
	const body = (screen: TestTerminal) => screen.lines().slice(0, -1).join('\n').replaceAll(/[\s\d.]+/g, ' ');

	/** Waits until what is on the screen stays as it is. */
	async function settle(screen: TestTerminal): Promise<void> {
		let since = performance.now();
		await screen.until('a screen that stands still', () => {
			const current = body(screen);
			if (current !== first) {
				first = current;
				since = performance.now();
			}

			return performance.now() - since > stillMs;
		});
	}

	async function ready(): Promise<TestTerminal> {
		if (terminal === undefined) {
			terminal = await open();
			await settle(terminal);
		}

		return terminal;
	}

	async function type(screen: TestTerminal, keys: ReadonlyArray<string | RegExp> = []): Promise<void> {
		for (const key of keys) {
			if (typeof key !== 'string') {
				await screen.untilText(key);
				continue;
			}

			screen.write(keyBytes(key));
			// What follows an Escape at once would be a key with Alt.
			await delay(key === 'escape' ? escapeMs : 0);
		}
	}

	function end(): void {
		terminal?.pty.kill('SIGKILL');
		terminal = undefined;
	}

	async function isBack(screen: TestTerminal, limitMs: number): Promise<boolean> {
		try {
			await screen.until('the first screen', () => screen.isAlternate() && body(screen) === first, limitMs);
			return true;
		} catch {
			return false;
		}
	}

	return {
		async press(key, {before, ready: sign, shows, prepare}) {
			const screen = await ready();
			await type(screen, before);
			if (sign !== undefined) {
				await screen.untilText(sign);
			}

			prepare?.(screen.terminal);
			let start = screen.output().length;
			const shown = (): Shown => ({text: screen.text(), sent: screen.output().slice(start), isAlternate: screen.isAlternate()});
			const isSeen = () => typeof shows === 'function' ? shows(shown()) : shows.test(screen.text());
			await screen.until(`no effect before ${key}`, () => {
				start = screen.output().length;
				return !isSeen();
			}, 2000);
			screen.write(keyBytes(key));
			await screen.until(`the effect of ${key}: ${String(shows)}`, isSeen, 10_000);
		},
		async reset({undo, isLast = false}, hasFailed) {
			if (terminal === undefined) {
				return;
			}

			if (isLast || hasFailed) {
				end();
				return;
			}

			await type(terminal, undo);
			for (const [keys, limitMs] of waysBack) {
				await type(terminal, keys);
				if (await isBack(terminal, limitMs)) {
					return;
				}
			}

			end();
		},
		close: end,
	};
}
