import type {Connection} from '../domain/run.ts';
import type {FeedOutput} from './feed-output.ts';

/** What a feed says of its connection: that it is reading, until it has come to the end of the past. */
export type FeedConnection = {
	report(connection: Connection): void;
	/** The source is there without that it says so. */
	assumeOpen(): void;
	/** The past is over. */
	settle(): void;
};

export function createFeedConnection({emit}: Pick<FeedOutput, 'emit'>): FeedConnection {
	let isOpen = false;
	let isPast = true;
	const say = (connection: Connection) => {
		emit({type: 'connection-changed', connection}, Date.now());
	};

	return {
		report(connection) {
			isOpen = connection.kind === 'open';
			say(isOpen && isPast ? {kind: 'reading'} : connection);
		},
		assumeOpen() {
			isOpen = true;
		},
		settle() {
			isPast = false;
			if (isOpen) {
				say({kind: 'open'});
			}
		},
	};
}
