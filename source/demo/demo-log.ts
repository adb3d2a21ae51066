import {Buffer} from 'node:buffer';
import {Readable} from 'node:stream';

/** What a container with a terminal has printed, and whoever listens. */
export type DemoLog = {
	/** `at` in milliseconds since 1970. */
	print(text: string, at: number): void;
	/** The container has stopped: whoever follows comes to an end. */
	end(): void;
	/** The record with the time of each line, as `docker logs --timestamps` gives it. */
	record(options: {readonly isFollowing: boolean; readonly tail?: number | undefined; readonly sinceSeconds?: number | undefined; readonly signal?: AbortSignal | undefined}): Readable;
	/** What is printed from now on, byte by byte. */
	live(signal?: AbortSignal): Readable;
};

type Listener = {push(text: string): void; end(): void};

/** So many lines are kept: a demo of days prints more than anybody scrolls through. */
const capacity = 100_000;

/** A stream that is fed from outside, with its place among the listeners until it ends or is let go. */
function createStream(listeners: Set<Listener>, signal: AbortSignal | undefined): Readable {
	const stream = new Readable({
		read() {
			// What is printed is pushed when it is printed.
		},
	});
	const listener: Listener = {
		push(text) {
			stream.push(Buffer.from(text));
		},
		end() {
			listeners.delete(listener);
			stream.push(null);
		},
	};
	listeners.add(listener);
	const leave = () => {
		listeners.delete(listener);
		stream.destroy();
	};

	stream.once('close', () => {
		listeners.delete(listener);
		signal?.removeEventListener('abort', leave);
	});
	signal?.addEventListener('abort', leave, {once: true});
	return stream;
}

export function createDemoLog(): DemoLog {
	let lines: Array<{readonly at: number; readonly text: string}> = [];
	let open = '';
	let count = 0;
	const following = new Set<Listener>();
	const watching = new Set<Listener>();

	/** Nanoseconds tell lines of one millisecond apart, as the engine's clock does. */
	function take(line: string, at: number): void {
		const time = `${new Date(at).toISOString().slice(0, -1)}${String(count++ % 1_000_000).padStart(6, '0')}Z`;
		const text = `${time} ${line}`;
		lines.push({at, text});
		if (lines.length > 2 * capacity) {
			lines = lines.slice(-capacity);
		}

		for (const listener of following) {
			listener.push(text);
		}
	}

	return {
		print(text, at) {
			for (const listener of watching) {
				listener.push(text);
			}

			const parts = `${open}${text}`.split(/(?<=\n)/);
			open = parts.at(-1)?.endsWith('\n') === false ? parts.pop()! : '';
			for (const line of parts) {
				take(line, at);
			}
		},
		end() {
			if (open !== '') {
				take(open, Date.now());
				open = '';
			}

			for (const listener of [...following, ...watching]) {
				listener.end();
			}
		},
		record({isFollowing, tail, sinceSeconds = 0, signal}) {
			const past = lines.filter(({at}) => at >= sinceSeconds * 1000).slice(tail === undefined ? 0 : -tail).map(({text}) => text);
			if (!isFollowing) {
				return Readable.from(past.length === 0 ? [] : [Buffer.from(past.join(''))], {objectMode: false});
			}

			const stream = createStream(following, signal);
			stream.push(Buffer.from(past.join('')));
			return stream;
		},
		live: signal => createStream(watching, signal),
	};
}
