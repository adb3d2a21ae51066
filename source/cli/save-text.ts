import {open, unlink} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {UserError} from '../domain/user-error.ts';

/** A path as a person types it, made absolute: `~` is their home, anything relative begins at the working directory. */
export function expandPath(typed: string): string {
	const trimmed = typed.trim();
	const inHome = trimmed === '~' || trimmed.startsWith('~/') ? path.join(os.homedir(), trimmed.slice(1)) : trimmed;
	return path.resolve(inHome);
}

/**
Writes a new file, all of it or nothing: what a full disk leaves half written is removed. A file that is there already stays as
it is.

@returns the absolute path.
@throws UserError `file-exists`, `file-not-written`.
*/
export async function saveText(typed: string, pieces: Iterable<string>): Promise<string> {
	const target = expandPath(typed);
	let isMade = false;
	try {
		const file = await open(target, 'wx', 0o644);
		isMade = true;
		try {
			for (const piece of pieces) {
				await file.writeFile(piece);
			}

			// A full disk is often reported only now.
			await file.sync();
		} finally {
			await file.close();
		}

		return target;
	} catch (error) {
		if (isMade) {
			await unlink(target).catch(() => undefined);
		}

		throw asUserError(error, target);
	}
}

function asUserError(error: unknown, target: string): UserError {
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	return code === 'EEXIST'
		? new UserError('file-exists', {path: target}, {cause: error})
		: new UserError('file-not-written', {path: target, reason: reasonOf(code, error)}, {cause: error});
}

/** In the words of the system, without its repetition of the path. */
function reasonOf(code: string, error: unknown): string {
	const reasons = new Map([
		['ENOSPC', 'no space left on the device'],
		['EDQUOT', 'disk quota exceeded'],
		['EACCES', 'permission denied'],
		['EROFS', 'read-only file system'],
		['ENOENT', 'no such directory'],
		['ENOTDIR', 'not a directory'],
		['EISDIR', 'is a directory'],
		['ENAMETOOLONG', 'the name is too long'],
	]);
	return reasons.get(code) ?? (error instanceof Error ? error.message : String(error));
}
