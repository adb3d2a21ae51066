import process from 'node:process';
import {
	readdirSync,
	readFileSync,
	readlinkSync,
	realpathSync,
} from 'node:fs';

/** Opened for writing, for writing and reading. Source: open(2). */
const accessMask = 0o3;

function isProcess(name: string): boolean {
	return /^\d+$/.test(name) && name !== String(process.pid);
}

function isWritten(pid: string, descriptor: string): boolean {
	const [, flags] = /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/fdinfo/${descriptor}`, 'latin1')) ?? [];
	// eslint-disable-next-line no-bitwise -- Flags of open(2).
	return flags !== undefined && (Number.parseInt(flags, 8) & accessMask) !== 0;
}

/** Whether a process has the file open for writing. Processes of other people, which may not be looked at, count as none. */
function isHeldBy(pid: string, path: string): boolean {
	try {
		return readdirSync(`/proc/${pid}/fd`).some(descriptor => {
			try {
				return readlinkSync(`/proc/${pid}/fd/${descriptor}`) === path && isWritten(pid, descriptor);
			} catch {
				return false;
			}
		});
	} catch {
		return false;
	}
}

/**
Whether some process writes a file at this moment: a shell that redirects a program into it, or the program itself. False where nobody can
tell, which is everywhere but on Linux.
*/
export function hasWriter(file: string): boolean {
	try {
		const path = realpathSync(file);
		return readdirSync('/proc').some(name => isProcess(name) && isHeldBy(name, path));
	} catch {
		return false;
	}
}
