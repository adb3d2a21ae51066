import {execFile} from 'node:child_process';
import type {GraphicsAnswers} from '../../screen/terminal/graphics-query.ts';

/** The start does not wait longer; then the palette of 256 is shown. */
const waitMs = 250;

/** What tmux says of the terminal behind it. */
export type TmuxAnswer = {
	/** Whether it shows 24-bit colours, which tmux replaces by others where it does not. */
	readonly isTrueColor: boolean;
	readonly graphics: GraphicsAnswers;
};

const format = ['#{client_termfeatures}', '#{client_termtype}', '#{allow-passthrough}', '#{session_attached}'].join('\t');

/**
Reads the answer of tmux. A picture is handed past tmux only where a person has allowed it, to one terminal, as another one may be of another kind, and where
colours arrive as they are, since one is the number of the picture.

Source: tmux(1), `client_termfeatures`, `client_termtype` (what the terminal says its name is), `allow-passthrough` (1 in tmux 3.3, on or all since),
`session_attached` (how many terminals show the session).
*/
export function readTmuxAnswer(text: string): TmuxAnswer {
	const [features = '', name = '', passthrough = '', attached = ''] = text.trimEnd().split('\t', 4);
	const isTrueColor = features.split(/[\s,]+/).includes('RGB');
	return {
		isTrueColor,
		graphics: {name, isPassedOn: isTrueColor && ['1', 'on', 'all'].includes(passthrough) && attached === '1'},
	};
}

/** Asks the tmux in which yolotop runs. Nothing is known where it does not answer. */
export async function askTmux(): Promise<TmuxAnswer> {
	return new Promise(resolve => {
		execFile('tmux', ['display', '-p', format], {timeout: waitMs}, (error, stdout) => {
			resolve(readTmuxAnswer(error === null ? stdout : ''));
		});
	});
}
