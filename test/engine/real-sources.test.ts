import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, expect, test} from 'vitest';
import type {ContainerMount} from '../../source/engine/container.ts';
import {createRealSources} from '../../source/engine/real-sources.ts';
import {hasCommonMount} from '../../source/training/container-view.ts';

const root = mkdtempSync(path.join(tmpdir(), 'real-'));
mkdirSync(path.join(root, 'data/runs'), {recursive: true});
symlinkSync(path.join(root, 'data'), path.join(root, 'link'));

afterAll(() => {
	rmSync(root, {recursive: true});
});

const mounted = (id: string, kind: ContainerMount['kind'], source?: string) => ({
	id, mounts: [{
		kind, destination: '/w', isReadOnly: false, ...(source !== undefined && {source}),
	}],
});

test('two containers that were given one directory by a link and by its own name share it', async () => {
	const [one, other] = await createRealSources().resolve([mounted('a', 'bind', path.join(root, 'link/runs')), mounted('b', 'bind', path.join(root, 'data'))]);
	expect(one!.mounts[0]!.source).toBe(path.join(root, 'data/runs'));
	expect(hasCommonMount(one!, other!)).toBe(true);
});

test.each<[string, ContainerMount['kind'], string | undefined]>([
	['a directory that is not there', 'bind', path.join(root, 'none')],
	['a path of Windows', 'bind', String.raw`C:\data`],
	['a volume', 'volume', path.join(root, 'link')],
	['a place in memory', 'tmpfs', undefined],
])('%s stays as the engine tells it', async (_, kind, source) => {
	const container = mounted('a', kind, source);
	expect(await createRealSources().resolve([container])).toEqual([container]);
});
