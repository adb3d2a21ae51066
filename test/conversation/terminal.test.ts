import {
	describe,
	expect,
	test,
	vi,
} from 'vitest';
import {actionFormat} from '../../source/cli/converse.ts';
import {terminalConversation} from '../../source/conversation/adapters/terminal.ts';
import {firstKey} from '../../source/conversation/adapters/terminal-keys.ts';
import {readLine} from '../../source/conversation/adapters/terminal-io.ts';
import type {FormSpec, Question} from '../../source/conversation/question.ts';
import type {Language} from '../../source/words/words.ts';
import {openFakeTerminal, type FakeTerminalOptions} from './fake-terminal.ts';

const question: Question = {
	title: 'Stop the training?',
	paragraphs: ['What is lost.'],
	choices: [{id: 'wait', label: 'after this epoch', key: 'e'}, {
		id: 'now', label: 'now', key: 'n', loss: 'loses epoch 3',
	}, {id: 'none', label: 'go on', key: 'g'}],
};

function open(options: FakeTerminalOptions & {readonly language?: Language} = {}) {
	const {language = 'en'} = options;
	const terminal = openFakeTerminal(options);
	return {...terminal, conversation: terminalConversation(terminal.io, language, actionFormat(language))};
}

test.each<[string, string | undefined, number]>([
	['\u{1B}[A', 'up', 3],
	['\u{1B}OB', 'down', 3],
	['\u{1B}[6~x', 'pagedown', 4],
	['\u{1B}[1;5A', undefined, 6],
	['\u{1B}[<0;1;1M', undefined, 9],
	['\r\n', 'enter', 1],
	['\u{3}', 'ctrl+c', 1],
	['\u{1}', undefined, 1],
	['轮', '轮', 1],
	['\u{1B}\u{1B}[A', 'escape', 1],
])('what a terminal sends, %j, is the key %s', (text, name, length) => {
	expect(firstKey(text)).toEqual({name, length});
});

test.each(['', '\u{1B}', '\u{1B}[', '\u{1B}[1;', '\u{1B}O'])('%j may go on', text => {
	expect(firstKey(text)).toBeUndefined();
});

describe('a question at a terminal', () => {
	test.each<[string, readonly string[], string | undefined]>([
		['Enter', ['\r'], 'wait'],
		['an arrow', ['\u{1B}[B', '\r'], 'now'],
		['an arrow in two pieces', ['\u{1B}', '[B\r'], 'now'],
		['keys that come together', ['\u{1B}[B\u{1B}[B\r'], 'none'],
		['j and k', ['jjk\r'], 'now'],
		['a letter', ['g\r'], 'none'],
		['a number', ['2\r'], 'now'],
		['Esc', ['\u{1B}'], undefined],
		['Ctrl-D', ['\u{4}'], undefined],
	])('is answered by %s', async (_, pieces, expected) => {
		const {conversation, type, modes, isCursorShown} = open();
		const answered = conversation.ask(question);
		for (const piece of pieces) {
			type(piece);
		}

		expect(await answered).toBe(expected);
		expect([modes, isCursorShown()]).toEqual([[true, false], true]);
	});

	test('shows what is chosen, and leaves it to be read', async () => {
		const {conversation, type, seen} = open();
		const answered = conversation.ask(question);
		const shown = await seen();
		expect(shown.slice(0, 5)).toEqual(['Stop the training?', 'What is lost.', '>  e  after this epoch', '   n  now: loses epoch 3', '   g  go on']);
		type('\u{1B}[B');
		await vi.waitFor(async () => {
			expect(await seen()).toContain('>  n  now: loses epoch 3');
		});
		type('\r');
		expect(await answered).toBe('now');
		expect(await seen()).toHaveLength(6);
	});

	test.each([[40, 10, 'zh'], [40, 10, 'en'], [120, 36, 'zh']] as const)('of %i columns and %i rows keeps one picture while keys move it, in %s', async (columns, rows, language) => {
		const {conversation, type, seen} = open({columns, rows, language});
		const long = {...question, paragraphs: ['训练会在本轮结束后停止，检查点写完之前不会发送信号。'.repeat(6)]};
		const answered = conversation.ask(long);
		type('\u{1B}[B\u{1B}[B\u{1B}[A');
		await vi.waitFor(async () => {
			const lines = await seen();
			expect(lines.filter(line => line.startsWith('>'))).toEqual([`>  n  now${language === 'zh' ? '：' : ': '}loses epoch 3`]);
			expect(lines.filter(line => line.includes('after this epoch'))).toHaveLength(1);
		});
		type('\r');
		expect(await answered).toBe('now');
	});

	test('leaves what is typed after the answer to what comes next', async () => {
		const {conversation, type, io} = open();
		const answered = conversation.ask(question);
		type('e\rrest of the line\n');
		expect(await answered).toBe('wait');
		expect(await readLine(io)).toBe('rest of the line');
	});

	test('is called off by Ctrl-C as anything else is, with the terminal as before', async () => {
		const {conversation, type, interrupts, modes, isCursorShown} = open();
		const answered = conversation.ask(question);
		type('\u{3}');
		await expect(answered).rejects.toEqual({exitCode: 130});
		expect([interrupts(), modes, isCursorShown()]).toEqual([1, [true, false], true]);
	});

	test('follows what it tells of, and closes by itself', async () => {
		vi.useFakeTimers();
		try {
			const {conversation, written} = open();
			const closing = new AbortController();
			let percent = 10;
			const read = () => ({...question, paragraphs: [`${percent} % is lost`]});
			const answered = conversation.ask(read(), {read, signal: closing.signal});
			percent = 20;
			await vi.advanceTimersByTimeAsync(1000);
			expect(written()).toContain('20 % is lost');
			closing.abort();
			expect(await answered).toBeUndefined();
		} finally {
			vi.useRealTimers();
		}
	});

	test('a yes means the answer that was asked for, never another one', async () => {
		const asked = {...question, agreed: 'now'};
		const withKeys = open();
		const answered = withKeys.conversation.ask(asked);
		withKeys.type('y');
		expect(await answered).toBe('now');
		const unasked = open();
		const unanswered = unasked.conversation.ask(question);
		unasked.type('y\u{4}');
		expect(await unanswered).toBeUndefined();
	});
});

describe('a terminal without single keys', () => {
	test.each<[string, string | undefined]>([
		['e\n', 'wait'],
		['\nx\n N \n', 'now'],
		['y\n', 'now'],
		['q\n', undefined],
	])('answers %j with %s', async (lines, expected) => {
		const {conversation, type, modes} = open({hasKeys: false});
		const answered = conversation.ask({...question, agreed: 'now'});
		type(lines);
		expect(await answered).toBe(expected);
		expect(modes).toEqual([]);
	});

	test('is one that cannot move its cursor, too', async () => {
		const {io, type, modes, written} = openFakeTerminal();
		const answered = terminalConversation({...io, isDumb: true}, 'en', actionFormat('en')).ask(question);
		type('n\n');
		expect(await answered).toBe('now');
		expect(modes).toEqual([]);
		expect(written()).not.toContain('\u{1B}');
	});

	test('is asked once what is asked about is known; the end of its input closes the question', async () => {
		const {conversation, stdin, written} = open({hasKeys: false});
		let tellKnown!: () => void;
		const known = new Promise<void>(resolve => {
			tellKnown = resolve;
		});
		let text = 'looking';
		const answered = conversation.ask(question, {read: () => ({...question, paragraphs: [text]}), signal: new AbortController().signal, known});
		text = 'epoch 4 is lost';
		tellKnown();
		stdin.end();
		expect(await answered).toBeUndefined();
		expect(written()).toContain('epoch 4 is lost');
		expect(written()).not.toContain('looking');
	});
});

describe('a form', () => {
	const form: FormSpec = {
		title: 'Other settings',
		paragraphs: ['Change what should be different.'],
		fields: [
			{
				id: 'batch', label: 'batch size', value: '16', hint: 'images at once',
			},
			{
				id: 'way', label: 'way', value: '', options: [{value: '', label: 'what fits', hint: ''}, {value: 'restart', label: 'start again', hint: 'epoch 1'}],
			},
		],
		check: ({batch}) => /^\d+$/.test(batch!) ? [] : [{field: 'batch', isError: true, text: 'a number is needed'}],
	};

	test('asks for each field, keeps what is not typed, and asks again for what is wrong', async () => {
		const {conversation, type, written} = open();
		const filled = conversation.fill(form);
		type('many\n\u{1B}[B\r8\n');
		expect(await filled).toEqual({batch: '8', way: 'restart'});
		expect(written()).toContain('batch size [16] (images at once): ');
		expect(written()).toContain('a number is needed');
	});

	test('is left with the end of the input or Esc', async () => {
		const closed = open();
		const filled = closed.conversation.fill(form);
		closed.type('\n\u{1B}');
		expect(await filled).toBeUndefined();
		const ended = open({hasKeys: false});
		const unfilled = ended.conversation.fill(form);
		ended.stdin.end();
		expect(await unfilled).toBeUndefined();
	});

	test('a line that is prompted for keeps what it was', async () => {
		const {conversation, type} = open();
		const prompted = conversation.prompt('Copy to:', '.');
		type('\n');
		expect(await prompted).toBe('.');
	});
});
