import {EventEmitter} from 'node:events';

const modeSwitch = /^\u{1B}\[\?\d+[hl]$/u;

/**
What Ink writes to in the place of the terminal: as much of a terminal stream as Ink uses. It is handed each frame of Ink, which writes
nothing else in its `debug` mode; the modes of the terminal that Ink switches through it are the session's business.
*/
export function createInkOutput(onFrame: (text: string) => void, size: () => {readonly columns: number; readonly rows: number}): NodeJS.WriteStream {
	// eslint-disable-next-line unicorn/prefer-event-target -- Ink listens as on a stream.
	const stream = Object.assign(new EventEmitter(), {
		writable: true,
		write(text: string, callback?: () => void): boolean {
			if (text !== '' && !modeSwitch.test(text)) {
				onFrame(text);
			}

			callback?.();
			return true;
		},
	});
	Object.defineProperty(stream, 'isTTY', {value: true});
	Object.defineProperties(stream, {columns: {get: () => size().columns}, rows: {get: () => size().rows}});
	return stream as unknown as NodeJS.WriteStream;
}
