import {Buffer} from 'node:buffer';
import {
	expect,
	test,
	afterEach,
	vi,
} from 'vitest';
import {readGuard} from '../../../source/actions/stop/guard.ts';

const look = 'look\trest\t4\t4\t100\t1000\t5\t0\t\n';
const broken = Object.assign(new Error('read ECONNRESET'), {code: 'ECONNRESET'});

afterEach(() => {
	vi.useRealTimers();
});

/** What comes of these pieces of output, and how often the signal was told as sent; an error among them breaks the connection. */
async function read(pieces: ReadonlyArray<string | Error>, signal = new AbortController().signal) {
	let sent = 0;
	let written = '';
	const output = (async function * () {
		for (const piece of pieces) {
			if (piece instanceof Error) {
				throw piece;
			}

			yield Buffer.from(piece);
		}
	})();
	const end = await readGuard({
		output,
		write(text) {
			written += text;
		},
		leave: () => undefined,
	}, {
		signal,
		onSent() {
			sent++;
		},
	}).then(result => result.end).catch((error: unknown) => error);
	return {end, sent, written};
}

test.each<[string, ReadonlyArray<string | Error>, unknown, number]>([
	['sent', [look, 'sending\n', 'sent\n'], 'sent', 1],
	['sent, in pieces of any size', ['lo', 'ok\trest\t\t\t\t\t\t0\t\nsend', 'ing\nse', 'nt\n'], 'sent', 1],
	['the end of a container with its first process: nothing more comes', [look, 'sending\n'], 'sent', 1],
	['the same where the connection breaks', [look, 'sending\n', broken], 'sent', 1],
	['a file that changed at the last moment, and a later one', [look, 'sending\nkept\n', look, 'sending\n', 'sent\n'], 'sent', 1],
	['a file that changed at the last moment, and then the end of the training', [look, 'sending\nkept\n', 'gone\n'], 'gone', 0],
	['a file that changed at the last moment, and then no more connection', [look, 'sending\nkept\n', broken], broken, 0],
	['a connection that breaks before', [look, broken], broken, 0],
	['a program that breaks off', [look], 'left', 0],
	['no program at all', [], 'impossible', 0],
	['what another program says', ['sh: python: not found\n'], 'impossible', 0],
	['a process of another user', [look, 'denied\n'], 'denied', 0],
])('%s', async (_, pieces, end, times) => {
	const result = await read(pieces);
	expect([result.end, result.sent]).toEqual([end, times]);
});

test('the guard itself comes by the input, with its length before it', async () => {
	const {written} = await read([look]);
	const [length = ''] = written.split('\n', 1);
	expect(Buffer.byteLength(written.slice(length.length + 1))).toBe(Number(length));
});

test('taken back before it was sent it gives the reason; afterwards it is sent all the same', async () => {
	const reason = new Error('taken back');
	const taken = AbortSignal.abort(reason);
	expect(await read([look, 'left\n'], taken)).toMatchObject({end: reason, sent: 0});
	expect(await read([look, 'sending\n', 'sent\n'], taken)).toMatchObject({end: 'sent', sent: 1});
});

test('one that does not answer any more is left to itself, one that answers is not', async () => {
	vi.useFakeTimers();
	let leave = () => undefined as void;
	const left = new Promise<void>(resolve => {
		leave = resolve;
	});
	let answer = () => undefined as void;
	const reading = readGuard({
		output: (async function * () {
			for (let count = 0; count < 3; count++) {
				await new Promise<void>(resolve => {
					answer = resolve;
				});
				yield Buffer.from('here\n');
			}

			await left;
			throw broken;
		})(),
		write: () => undefined,
		leave() {
			leave();
		},
	}, {signal: new AbortController().signal}).catch((error: unknown) => error);
	for (let count = 0; count < 3; count++) {
		await vi.advanceTimersByTimeAsync(14_000);
		answer();
	}

	await vi.advanceTimersByTimeAsync(16_000);
	expect(await reading).toBe(broken);
});
