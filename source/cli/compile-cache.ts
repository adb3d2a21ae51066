import {statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {makeFolderSync} from '../files/make-folder.ts';

/** The permissions of a folder by which others of its group, or all, may write into it. */
const writableByOthers = 0o022;

/** Whether a folder is this person's alone: what is compiled there is run. */
function isOwn(folder: string): boolean {
	const {uid, mode} = statSync(folder);
	return process.getuid === undefined || (uid === process.getuid() && (mode & writableByOthers) === 0); // eslint-disable-line no-bitwise -- Permissions.
}

/**
Lets Node keep what it compiles of yolotop, so that the next start need not compile it again. It is under XDG_CACHE_HOME, else
~/.cache, and may be deleted at any time; a folder that cannot be written, is another's or lets others write is no cache and no error. Never
the folder for temporary files, Node's own choice: there another user could put code in its place. Node before 22.8 has no such cache.

Sources: Node's documentation, "module.enableCompileCache"; XDG Base Directory Specification 0.8.
*/
export function keepCompiled({XDG_CACHE_HOME: cache, HOME: home}: NodeJS.ProcessEnv): void {
	const base = cache !== undefined && path.isAbsolute(cache) ? cache : (home === undefined || !path.isAbsolute(home) ? undefined : path.join(home, '.cache'));
	const {enableCompileCache} = process.getBuiltinModule('node:module');
	if (base === undefined || enableCompileCache === undefined) {
		return;
	}

	const folder = path.join(base, 'yolotop');
	try {
		makeFolderSync(folder, 0o700);
		if (isOwn(folder)) {
			enableCompileCache(folder);
		}
	} catch {
		// Without a cache the start takes longer, and that is all.
	}
}
