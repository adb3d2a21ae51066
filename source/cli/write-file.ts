import {rename, rm, writeFile} from 'node:fs/promises';
import process from 'node:process';
import {UserError} from '../domain/user-error.ts';

/**
Writes a file whole or not at all: beside it first, then in its place. A link is written through to nothing: it is replaced.

@throws UserError `file-unwritable`.
*/
export async function writeWholeFile(file: string, text: string): Promise<void> {
	const draft = `${file}.${process.pid}.part`;
	try {
		await writeFile(draft, text, {flag: 'wx'});
		await rename(draft, file);
	} catch (error) {
		await rm(draft, {force: true});
		throw new UserError('file-unwritable', {path: file, reason: (error as NodeJS.ErrnoException).code ?? String(error)}, {cause: error});
	}
}
