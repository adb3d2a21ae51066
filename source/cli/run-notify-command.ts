import {spawn} from 'node:child_process';
import {UserError} from '../domain/user-error.ts';
import type {NotableChange} from '../run/notable-change.ts';

/** What a watch has done that a person who sleeps wants to know. */
export type WatchNews = 'goes-on' | 'given-up' | 'watch-ended' | 'next-started';

/**
Starts the person's own program for what has happened to a run, with the change and the name of the run as its last two words. No shell
is between, and yolotop does not wait for it: it goes on when yolotop has been left.

@throws UserError `notify-command-failed` when it cannot be started.
*/
export async function runNotifyCommand([program = '', ...words]: readonly string[], change: NotableChange | WatchNews, name: string): Promise<void> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, [...words, change, name], {detached: true, stdio: 'ignore'});
		child.once('error', error => {
			reject(new UserError('notify-command-failed', {program, reason: (error as NodeJS.ErrnoException).code ?? error.message}, {cause: error}));
		});
		child.once('spawn', () => {
			child.unref();
			resolve();
		});
	});
}
