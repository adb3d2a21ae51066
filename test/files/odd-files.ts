import {spawnSync} from 'node:child_process';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:net';

/** What may be in the place of a file, and the word by which it is named. Some never end, some never begin. */
export const oddKinds = ['directory', 'pipe', 'socket', 'device'] as const;

export type OddKind = typeof oddKinds[number];

/** Puts it there; gives what takes it away again. */
export async function makeOdd(kind: OddKind, path: string): Promise<() => void> {
	let server: Server | undefined;
	switch (kind) {
		case 'directory': {
			mkdirSync(path);
			writeFileSync(`${path}/file`, 'x');
			break;
		}

		case 'pipe': {
			spawnSync('mkfifo', [path]);
			break;
		}

		case 'device': {
			symlinkSync('/dev/zero', path);
			break;
		}

		case 'socket': {
			server = createServer();
			await new Promise<void>(resolve => {
				server!.listen(path, resolve);
			});
			break;
		}
	}

	return () => {
		server?.close();
	};
}
