import {PassThrough} from 'node:stream';
import xterm from '@xterm/headless';
import {gateOutput} from '../../source/cli/io.ts';
import type {TerminalIo} from '../../source/conversation/adapters/terminal-io.ts';

export type FakeTerminalOptions = {
	readonly columns?: number;
	readonly rows?: number;
	/** False for a terminal that gives whole lines only. */
	readonly hasKeys?: boolean;
};

/** A terminal with a person who types these pieces, each once what was written before is there. */
export function openFakeTerminal({columns = 80, rows = 24, hasKeys = true}: FakeTerminalOptions = {}) {
	const terminal = new xterm.Terminal({
		cols: columns, rows, allowProposedApi: true, convertEol: true,
	});
	const stopping = new AbortController();
	const modes: boolean[] = [];
	const stdin = Object.assign(new PassThrough(), {
		isTTY: true,
		isRaw: false,
		...(hasKeys && {
			setRawMode(isRaw: boolean) {
				stdin.isRaw = isRaw;
				modes.push(isRaw);
			},
		}),
	});
	let written = '';
	const output = gateOutput({
		isTTY: true,
		columns,
		rows,
		write(text: string) {
			written += text;
			terminal.write(text);
			return true;
		},
	});
	let interrupts = 0;
	const io: TerminalIo = {
		stdin,
		output,
		signal: stopping.signal,
		interrupt() {
			interrupts++;
			stopping.abort({exitCode: 130});
		},
	};
	return {
		io,
		stdin,
		modes,
		stop: stopping,
		written: () => written,
		interrupts: () => interrupts,
		type(text: string) {
			stdin.write(text);
		},
		isCursorShown: () => written.lastIndexOf('\u{1B}[?25h') >= written.lastIndexOf('\u{1B}[?25l'),
		/** What the person sees, without the empty lines below. */
		async seen(): Promise<readonly string[]> {
			await new Promise<void>(resolve => {
				terminal.write('', resolve);
			});
			const lines = Array.from({length: terminal.rows}, (_, row) => terminal.buffer.active.getLine(terminal.buffer.active.viewportY + row)?.translateToString(true) ?? '');
			return lines.slice(0, lines.findLastIndex(line => line !== '') + 1);
		},
	};
}
