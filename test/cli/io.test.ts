import {PassThrough} from 'node:stream';
import {describe, expect, test} from 'vitest';
import {
	gateOutput,
	stopExitCode,
	withOneObject,
	type Io,
	type OutputStream,
} from '../../source/cli/io.ts';

/** Clears the screen, renames the window, turns the writing around and hides what follows. */
const hostile = 'a\u{1B}[2J\u{1B}]0;title\u{7}b\u{202E}\u{9B}31mc\r';

function gated(facts: {readonly isTTY?: boolean; readonly columns?: number; readonly rows?: number} = {}) {
	const written: string[] = [];
	const raw = {
		...facts,
		write(text: string) {
			written.push(text);
			return written.length === 1;
		},
	};
	return {written, raw, stream: gateOutput(raw)};
}

const ways: Readonly<Record<string, [write: (stream: OutputStream) => boolean, expected: string]>> = {
	write: [stream => stream.write(`${hostile}.\n\tend\n`), 'a[2J]0;titleb31mc.\n\tend\n'],
	writeJson: [stream => stream.writeJson({a: hostile}), `${String.raw`{"a":"a\u001b[2J\u001b]0;title\u0007b\u202e\u009b31mc\r"}`}\n`],
	'writeJson on several lines': [stream => stream.writeJson({a: 1}, 2), '{\n  "a": 1\n}\n'],
	rewriteLine: [stream => stream.rewriteLine(`\u{1B}[31m${hostile}`), '\r\u{1B}[31ma[2J]0;titleb31mc \u{1B}[K'],
	writePainted: [stream => stream.writePainted(`\u{1B}[31m${hostile}\nnext`), '\u{1B}[31ma[2J]0;titleb31mc \nnext'],
	'redraw at first': [stream => stream.redraw([hostile, 'next'], 0), '\r\u{1B}[Ja[2J]0;titleb31mc \nnext\n'],
	'redraw over what is there': [stream => stream.redraw(['next'], 3), '\r\u{1B}[3A\u{1B}[Jnext\n'],
	'the cursor shown': [stream => stream.showCursor(true), '\u{1B}[?25h'],
	'the cursor hidden': [stream => stream.showCursor(false), '\u{1B}[?25l'],
};

describe('the gate in front of a stream', () => {
	test.each(Object.entries(ways))('%s: only what is shown passes, and whether there is room', (_name, [write, expected]) => {
		const {stream, written} = gated();
		expect(write(stream)).toBe(true);
		expect(write(stream)).toBe(false);
		expect(written).toEqual([expected, expected]);
	});

	test('reports the terminal, and its size as it is when it is asked', () => {
		const {stream, raw} = gated({isTTY: true, columns: 80, rows: 24});
		expect([stream.isTTY, stream.columns, stream.rows]).toEqual([true, 80, 24]);
		Object.assign(raw, {columns: 100, rows: 30});
		expect([stream.columns, stream.rows]).toEqual([100, 30]);
	});
});

const ioOf = (stdout: OutputStream, stderr: OutputStream, signal = new AbortController().signal): Io => ({
	stdin: new PassThrough(), stdout, stderr, environment: {}, signal, now: () => 0,
});

test('of --json only the object is on standard output', () => {
	const [out, error] = [gated(), gated()];
	const inner = ioOf(out.stream, error.stream);
	const io = withOneObject(inner);
	for (const [write] of Object.values(ways)) {
		write(io.stdout);
	}

	expect(out.written).toEqual([ways.writeJson![1], ways['writeJson on several lines']![1]]);
	expect(error.written).toEqual(Object.entries(ways).filter(([name]) => !name.startsWith('writeJson')).map(([, [, expected]]) => expected));
	expect(io.stdin).toBe(inner.stdin);
});

test('a command that was stopped from outside has the exit code of that', () => {
	const controller = new AbortController();
	const io = ioOf(gated().stream, gated().stream, controller.signal);
	expect(stopExitCode(io)).toBeUndefined();
	controller.abort({exitCode: 130});
	expect(stopExitCode(io)).toBe(130);
});
