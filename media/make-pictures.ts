// Makes the pictures of the readme from the built program in a real terminal: npm run build, then node media/make-pictures.ts.
// Chinese needs a font that has it, such as WenQuanYi Micro Hei or Noto Sans Mono CJK.
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {spawn} from '@lydell/node-pty';
import {Resvg} from '@resvg/resvg-js';
import xterm from '@xterm/headless';
import {drawTerminalPicture} from './terminal-picture.ts';

type Picture = {
	readonly name: string;
	readonly arguments: readonly string[];
	readonly columns: number;
	readonly rows: number;
	/** The picture is taken as soon as the screen shows this. */
	readonly when: RegExp;
	/** Keys to press then, before the picture is taken, and what they bring. */
	readonly keys?: string;
	readonly then?: RegExp;
};

const recordings = path.join(import.meta.dirname, '../test/recordings');

const pictures: readonly Picture[] = [
	{
		name: 'training', arguments: ['demo', '--speed', '25'], columns: 120, rows: 36, when: /Epoch 6\d\/100[\s\S]*Batch (?:[2-4]\d)\/55/,
	},
	{
		name: 'training-zh', arguments: ['demo', '--speed', '25', '--lang', 'zh'], columns: 120, rows: 36, when: /轮次 6\d\/100[\s\S]*批次 (?:[2-4]\d)\/55/,
	},
	{
		name: 'finished', arguments: ['v7-detect-tty/stream.raw'], columns: 160, rows: 44, when: /finished[\s\S]*noHelmet/,
	},
	{
		name: 'failed', arguments: ['bus-error/shm64m-default-w4/stream.raw'], columns: 120, rows: 30, when: /failed[\s\S]*Bus error/,
	},
	{
		name: 'small', arguments: ['demo', '--speed', '25'], columns: 40, rows: 10, when: /Epoch 4\d\/100/,
	},
	{
		name: 'help', arguments: ['demo'], columns: 100, rows: 34, when: /Epoch/, keys: '?', then: /leave yolotop/,
	},
];

for (const picture of pictures) {
	const svg = drawTerminalPicture(await capture(picture));
	await writeFile(path.join(import.meta.dirname, `${picture.name}.svg`), svg);
	const image = new Resvg(svg, {font: {loadSystemFonts: true, defaultFontFamily: 'DejaVu Sans Mono'}, fitTo: {mode: 'zoom', value: 1.5}});
	await writeFile(path.join(import.meta.dirname, `${picture.name}.png`), image.render().asPng());
	console.log(picture.name);
}

async function capture({arguments: words, columns, rows, when, keys, then}: Picture): Promise<xterm.Terminal> {
	const {CI: _ci, NO_COLOR: _color, ...environment} = process.env;
	const pty = spawn(process.execPath, [path.join(import.meta.dirname, '../dist/cli.js'), ...words], {
		name: 'xterm-256color', cols: columns, rows, cwd: recordings, env: {...environment, LANG: 'C.UTF-8'},
	});
	const terminal = new xterm.Terminal({cols: columns, rows, allowProposedApi: true});
	pty.onData(data => {
		terminal.write(data);
	});
	try {
		// The last row is the last that a frame writes.
		await until(() => when.test(textOf(terminal)) && /\S/.test(terminal.buffer.active.getLine(rows - 1)?.translateToString() ?? ''), `${String(when)} on\n${textOf(terminal)}`);
		if (keys !== undefined && then !== undefined) {
			pty.write(keys);
			await until(() => then.test(textOf(terminal)), String(then));
		}
	} finally {
		pty.kill();
	}

	return terminal;
}

function textOf(terminal: xterm.Terminal): string {
	return Array.from({length: terminal.rows}, (_, row) => terminal.buffer.active.getLine(row)?.translateToString(true) ?? '').join('\n');
}

async function until(isTrue: () => boolean, what: string): Promise<void> {
	const end = performance.now() + 120_000;
	while (!isTrue()) {
		if (performance.now() > end) {
			throw new Error(`Not seen: ${what}`);
		}

		await new Promise(resolve => {
			setTimeout(resolve, 5);
		});
	}
}
