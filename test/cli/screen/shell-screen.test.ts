import {Buffer} from 'node:buffer';
import {PassThrough} from 'node:stream';
import {expect, test} from 'vitest';
import {createShellScreen} from '../../../source/cli/screen/shell-screen.ts';
import type {TtyWriterOptions} from '../../../source/screen/terminal/tty-writer.ts';

/** A shell's output, and a terminal that can be held up. */
function openShell() {
	const output = new PassThrough({highWaterMark: 1024});
	let shown = '';
	let isHeld = false;
	let drain: () => void = () => undefined;
	const screen = createShellScreen(output, ({onDrain}: TtyWriterOptions) => {
		drain = onDrain;
		return {
			isIdle: () => !isHeld,
			write(bytes) {
				shown += Buffer.from(bytes as Uint8Array).toString();
			},
			discard: () => undefined,
			writeNow: () => undefined,
			close: () => undefined,
		};
	});
	return {
		output,
		screen,
		shown: () => shown,
		hold(isHeldNow: boolean) {
			isHeld = isHeldNow;
			if (!isHeld) {
				drain();
			}
		},
		async say(text: string) {
			await new Promise<void>(resolve => {
				output.write(text, () => {
					resolve();
				});
			});
		},
	};
}

test('what is shown while nobody looks comes first when it is looked at again', async () => {
	const shell = openShell();
	await shell.say('before ');
	expect(shell.shown()).toBe('');
	shell.screen.show();
	await shell.say('there ');
	expect(shell.shown()).toBe('before there ');
	shell.screen.hide();
	await shell.say('away ');
	expect(shell.shown()).toBe('before there ');
	shell.screen.show();
	expect(shell.shown()).toBe('before there away ');
});

test.each(['while nobody looks', 'while the terminal takes nothing'])('everything is read %s, and the newest of it is kept', async how => {
	const shell = openShell();
	if (how !== 'while nobody looks') {
		shell.screen.show();
		shell.hold(true);
	}

	for (let index = 0; index < 3000; index++) {
		await shell.say(`${String(index).padStart(99, '.')}\n`);
	}

	expect(shell.output.readableLength).toBe(0);
	shell.screen.show();
	shell.hold(false);
	expect(shell.shown().length).toBeGreaterThan(60_000);
	expect(shell.shown().length).toBeLessThanOrEqual(65_536);
	expect(shell.shown().endsWith('2999\n')).toBe(true);
});
