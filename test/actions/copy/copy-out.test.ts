import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Readable} from 'node:stream';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import {copyOut} from '../../../source/actions/copy/copy-out.ts';
import type {Engine} from '../../../source/engine/engine.ts';
import {tarBytes} from './tar-bytes.ts';

let here: string;

beforeEach(() => {
	here = mkdtempSync(path.join(tmpdir(), 'copy-'));
	mkdirSync(path.join(here, 'empty'));
	mkdirSync(path.join(here, 'full'));
	writeFileSync(path.join(here, 'full', 'mine'), 'mine');
	mkdirSync(path.join(here, 'taken', 'exp'), {recursive: true});
	writeFileSync(path.join(here, 'file'), 'mine');
});

afterEach(() => {
	rmSync(here, {recursive: true, force: true});
});

/** A container with the run directory /runs/exp and the file /runs/one.csv. */
const engine = {
	inspectContainer: async () => ({
		id: 'c', name: 'box', workingDirectory: '/', state: {status: 'exited'},
	}),
	async statFile(_container: string, place: string) {
		return place === '/runs/exp' ? {kind: 'directory'} : (place === '/runs/one.csv' ? {kind: 'file'} : undefined);
	},
	async openArchive(_container: string, place: string) {
		const entries = place === '/runs/exp' ? [{name: 'exp/', kind: '5'}, {name: 'exp/results.csv', content: 'a,b'}] : [{name: 'one.csv', content: 'one'}];
		return Readable.from([tarBytes(entries)]);
	},
} as unknown as Engine;

const copy = async (source: string, destination: string) => copyOut({
	engine, container: {id: 'c', name: 'box'}, source, destination: destination === '' ? here : `${here}/${destination}`, signal: new AbortController().signal,
});

// What docker cp does with the same, but for the names that are taken.
test.each([
	['/runs/exp', '', 'exp'],
	['/runs/exp', 'full', 'full/exp'],
	['/runs/exp', 'full/', 'full/exp'],
	['/runs/exp', 'new', 'new'],
	['/runs/exp', 'new/', 'new'],
	['/runs/exp/', 'new', 'new'],
	['/runs/exp/.', 'new', 'new'],
	['/runs/exp/.', 'empty', 'empty'],
	['/runs/exp', 'full/new', 'full/new'],
	['/runs/exp', 'taken', 'taken/exp-2'],
])('the directory %s to %s becomes %s', async (source, destination, made) => {
	expect(await copy(source, destination)).toMatchObject({kind: 'copied', directory: path.join(here, made), files: 1});
	expect(readFileSync(path.join(here, made, 'results.csv'), 'utf8')).toBe('a,b');
});

test.each([
	['', 'one.csv'],
	['full', 'full/one.csv'],
	['new.csv', 'new.csv'],
])('a file to %s becomes %s', async (destination, made) => {
	expect(await copy('/runs/one.csv', destination)).toMatchObject({directory: path.join(here, made), files: 1});
	expect(readFileSync(path.join(here, made), 'utf8')).toBe('one');
	expect(readdirSync(path.dirname(path.join(here, made))).filter(name => name.includes('.part'))).toEqual([]);
});

test.each([
	['/runs/exp', 'file', 'file-exists'],
	['/runs/one.csv', 'file', 'file-exists'],
	['/runs/exp/.', 'full', 'file-exists'],
	['/runs/exp', 'none/new', 'copy-parent-missing'],
	['/runs/exp', 'file/new', 'copy-parent-missing'],
	['/runs/one.csv', 'none/', 'copy-parent-missing'],
	['/nothing', 'new', 'path-not-in-container'],
])('%s to %s is refused: %s; nothing is changed', async (source, destination, code) => {
	await expect(copy(source, destination)).rejects.toMatchObject({code});
	expect(readFileSync(path.join(here, 'file'), 'utf8')).toBe('mine');
	expect(readdirSync(path.join(here, 'full'))).toEqual(['mine']);
	expect(existsSync(path.join(here, 'none'))).toBe(false);
	expect(existsSync(path.join(here, 'new'))).toBe(false);
});
