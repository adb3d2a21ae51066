import {Buffer} from 'node:buffer';
import {posix} from 'node:path';
import {UserError} from '../../domain/user-error.ts';
import type {Engine} from '../../engine/engine.ts';
import {writeTar} from '../../engine/tar-writer.ts';
import {editSettingsFile} from './settings-edit.ts';
import type {InspectedRun} from './inspect-run.ts';

/** The directories above a path that a container does not have, outermost first, relative to the root. */
async function missingParents(engine: Engine, container: string, path: string): Promise<string[]> {
	const missing: string[] = [];
	for (let directory = posix.dirname(path); directory !== '/' && await engine.statFile(container, directory) === undefined; directory = posix.dirname(directory)) {
		missing.unshift(directory.slice(1));
	}

	return missing;
}

/**
Copies a directory or file of one container, in any state, to the same place of another that need not run.

@throws UserError `checkpoint-missing` when it is not there.
*/
export async function carryOver(engine: Engine, {from, to, path}: {readonly from: string; readonly to: string; readonly path: string}): Promise<void> {
	const archive = await engine.openArchive(from, path);
	if (archive === undefined) {
		throw new UserError('checkpoint-missing', {path});
	}

	const parents = await missingParents(engine, to, path);
	if (parents.length > 0) {
		await engine.putArchive(to, '/', writeTar(parents.map(parent => ({kind: 'directory', path: parent}))));
	}

	await engine.putArchive(to, posix.dirname(path), archive);
}

/** Opt.yaml with changed values, and the name under which the current one is kept. */
export function editedSettings({settingsFile}: InspectedRun, edits: Readonly<Record<string, string>>, now: number): {readonly path: string; readonly text: string; readonly backup: string; readonly before: string} | undefined {
	if (settingsFile === undefined || Object.keys(edits).length === 0) {
		return undefined;
	}

	const stamp = new Date(now).toISOString().replaceAll(/\D/g, '').slice(0, 14);
	return {
		path: settingsFile.path, text: editSettingsFile(settingsFile.text, edits), backup: `${settingsFile.path}.${stamp}.bak`, before: settingsFile.text,
	};
}

/** Writes changed settings into a container, the current ones beside them first. */
export async function writeSettings(engine: Engine, container: string, edited: NonNullable<ReturnType<typeof editedSettings>>, now: number): Promise<void> {
	const entry = (path: string, text: string) => ({
		kind: 'file' as const, path: posix.basename(path), content: Buffer.from(text), modifiedAt: now,
	});
	await engine.putArchive(container, posix.dirname(edited.path), writeTar([entry(edited.backup, edited.before), entry(edited.path, edited.text)]));
}
