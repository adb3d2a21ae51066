import {mkdtemp, symlink} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {expect, test} from 'vitest';
import {followLinks, isWrittenNow, type Unlocated} from '../../source/training/live-directories.ts';

const trains = (source: string, isReadOnly = false): Unlocated => ({
	id: 'a', mounts: [{
		kind: 'bind', source, destination: '/w', isReadOnly,
	}],
});

test.each<[string, readonly Unlocated[], string, boolean | undefined]>([
	['all that trains is known, and it is one of them', [], 'host:/known', true],
	['all that trains is known, and it is none of them', [], 'host:/data/exp', false],
	['a container that has it mounted writes somewhere', [trains('/data')], 'host:/data/exp', undefined],
	['a container that may only read it writes somewhere', [trains('/data', true)], 'host:/data/exp', false],
	['a container that has another place mounted writes somewhere', [trains('/else')], 'host:/data/exp', false],
	['a container writes somewhere, and it is in the layer of another', [trains('/data')], 'layer:b:/exp', false],
	['a container writes somewhere, and it is in its layer', [trains('/data')], 'layer:a:/exp', undefined],
	['a process of this machine writes somewhere', ['process'], 'host:/data/exp', undefined],
	['a process of this machine writes somewhere, and it is in the layer of a container', ['process'], 'layer:b:/exp', false],
	['something of which nothing is known writes somewhere', ['anything'], 'layer:b:/exp', undefined],
	['several write somewhere, one of them may write it', [trains('/else'), trains('/data')], 'host:/data/exp', undefined],
	['a container writes somewhere, and it is written for certain', [trains('/else')], 'host:/known', true],
])('whether a directory is written when %s', (_, unlocated, place, expected) => {
	expect(isWrittenNow({ids: [{place: 'host:/known'}], unlocated}, {place})).toBe(expected);
});

test('a mount through a symbolic link is a mount of the directory that it names', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'links-'));
	await symlink(folder, path.join(folder, 'link'));
	const unlocated = [await followLinks(trains(path.join(folder, 'link')))];
	expect(isWrittenNow({ids: [], unlocated}, {place: `host:${folder}/exp`})).toBeUndefined();
	expect(isWrittenNow({ids: [], unlocated}, {place: `host:${folder}-other/exp`})).toBe(false);
});
