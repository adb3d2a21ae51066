import {mkdirSync, statSync} from 'node:fs';
import {mkdir, stat} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';

/*
Folders with those above them, made one by one. Node's own way (`recursive`) never comes back below /proc, where the system says of a folder
in one that is there that there is no such file. Source: uv_fs_mkdir in Node 20 to 24, seen with HOME=/proc. The home of a person is never
made: where it is missing, whoever may write anywhere would make one that nobody wants.
*/

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

/** Whether the folder above has to be made first, and may be. */
function isBelowNothing(folder: string, error: unknown): boolean {
	const above = path.resolve(path.dirname(folder));
	const {HOME: home} = process.env;
	return codeOf(error) === 'ENOENT' && above !== path.resolve(folder) && (home === undefined || above !== path.resolve(home));
}

/**
Makes a folder where there is none; `mode` is also that of the folders above it that are missing.

@throws the error of the system, such as EACCES, EROFS, ENOENT, or EEXIST where something else has the name.
*/
export function makeFolderSync(folder: string, mode?: number): void {
	try {
		mkdirSync(folder, mode);
	} catch (error) {
		if (isBelowNothing(folder, error)) {
			makeFolderSync(path.dirname(folder), mode);
			mkdirSync(folder, mode);
		} else if (!(statSync(folder, {throwIfNoEntry: false})?.isDirectory() ?? false)) {
			throw error;
		}
	}
}

/** The same without holding anything up. */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
	try {
		await mkdir(folder, mode);
	} catch (error) {
		if (isBelowNothing(folder, error)) {
			await makeFolder(path.dirname(folder), mode);
			// Somebody else may have made it meanwhile.
			await mkdir(folder, mode).catch(async (error_: unknown) => {
				if (codeOf(error_) !== 'EEXIST') {
					throw error_;
				}
			});
			return;
		}

		const facts = await stat(folder).catch(() => undefined);
		if (!(facts?.isDirectory() ?? false)) {
			throw error;
		}
	}
}
