import type {Readable} from 'node:stream';
import type {Feed} from '../domain/feed.ts';
import {UserError} from '../domain/user-error.ts';
import {fileError} from './follow-file.ts';
import {deliverPieces, streamPieces} from './text-pieces.ts';

/**
Standard input: everything until its end, also without `isFollowing`, because what is already there cannot be distinguished from
what comes. In any format that a file may have.
`name` is what the screen and messages call it.
*/
export function createStdinFeed(input: Readable, name: string): Feed {
	const target = {kind: 'stdin', name} as const;
	return {
		target,
		async run(listener, {signal}) {
			const stop = () => {
				input.destroy();
			};

			signal.addEventListener('abort', stop, {once: true});
			try {
				await deliverPieces(streamPieces(input), listener, {target, name, signal});
			} catch (error) {
				throw error instanceof UserError ? error : fileError(name, error);
			} finally {
				signal.removeEventListener('abort', stop);
			}
		},
	};
}
