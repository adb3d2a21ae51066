import {execFile} from 'node:child_process';

/** The start does not wait longer; then the palette of 256 is shown. */
const waitMs = 250;

/**
Whether the terminal behind tmux shows 24-bit colours, which tmux replaces by others where it does not. False where that cannot be known.

Source: tmux(1), `client_termfeatures` and `terminal-features`.
*/
export async function hasTmuxTrueColor(): Promise<boolean> {
	return new Promise(resolve => {
		execFile('tmux', ['display', '-p', '#{client_termfeatures}'], {timeout: waitMs}, (error, stdout) => {
			resolve(error === null && stdout.split(/[\s,]+/).includes('RGB'));
		});
	});
}
