import path from 'node:path';
import process from 'node:process';

/**
Lets Node keep what it compiles of yolotop, so that the next start need not compile it again. It is under XDG_CACHE_HOME, else
~/.cache, and may be deleted at any time; a folder that cannot be written is no cache and no error. Never the folder for temporary
files, Node's own choice: there another user could put code in its place. Node before 22.8 has no such cache.

Sources: Node's documentation, "module.enableCompileCache"; XDG Base Directory Specification 0.8.
*/
export function keepCompiled({XDG_CACHE_HOME: cache, HOME: home}: NodeJS.ProcessEnv): void {
	const base = cache !== undefined && path.isAbsolute(cache) ? cache : (home === undefined || !path.isAbsolute(home) ? undefined : path.join(home, '.cache'));
	if (base !== undefined) {
		process.getBuiltinModule('node:module').enableCompileCache?.(path.join(base, 'yolotop'));
	}
}
