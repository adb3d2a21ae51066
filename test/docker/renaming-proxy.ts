import {Buffer} from 'node:buffer';
import {createEngineProxy, type EngineProxy} from './engine-proxy.ts';

/** No name in an answer is cut in two pieces that come further apart. */
const pieceMs = 20;

/**
A socket in front of an engine whose answers call directories of the machine by other names, as an engine in a virtual machine does.
A name must not be longer than what it stands for, because the answer keeps its length: blanks behind a JSON text change nothing.
*/
export async function createRenamingProxy(engineSocket: string, names: ReadonlyMap<string, string>): Promise<EngineProxy> {
	/** A path alone, as the source of a mount, or with a colon and more behind it, as a bind. */
	function rename(text: string): string {
		let renamed = text;
		for (const [place, name] of names) {
			const pattern = new RegExp(`"${place}(:[^"]*)?"`, 'g');
			renamed = renamed.replaceAll(pattern, (found, rest: string | undefined) => `"${JSON.stringify(name).slice(1, -1)}${rest ?? ''}"`.padEnd(found.length));
		}

		return renamed;
	}

	return createEngineProxy(engineSocket, (client, upstream) => {
		let pieces: Uint8Array[] = [];
		let timer: NodeJS.Timeout | undefined;
		const pass = () => {
			clearTimeout(timer);
			timer = undefined;
			client.write(Buffer.from(rename(Buffer.concat(pieces).toString('latin1')), 'latin1'));
			pieces = [];
		};

		client.pipe(upstream);
		upstream.on('data', chunk => {
			pieces.push(chunk);
			timer ??= setTimeout(pass, pieceMs);
		});
		upstream.on('end', () => {
			pass();
			client.end();
		});
		client.on('close', () => {
			clearTimeout(timer);
		});
	});
}
