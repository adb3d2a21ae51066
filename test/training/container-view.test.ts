import {expect, test} from 'vitest';
import {everywhere, isSameDirectory, isWrittenNow} from '../../source/domain/directory-id.ts';
import {
	canReach,
	directoryIdOf,
	hasCommonMount,
	hostDirectoryId,
	type ContainerView,
} from '../../source/training/container-view.ts';

type Mount = ContainerView['mounts'][number];

const bind = (source: string, destination: string, more: Partial<Mount> = {}): Mount => ({
	kind: 'bind', source, destination, isReadOnly: false, ...more,
});
const view = (id: string, ...mounts: readonly Mount[]): ContainerView => ({id, mounts});

test.each<[string, ContainerView, string, string]>([
	['on a bind mount', view('a', bind('/mnt/d/3588', '/mnt/3588')), '/mnt/3588/yolov5/runs/train/exp', 'host:/mnt/d/3588/yolov5/runs/train/exp'],
	['on a mount in a mount', view('a', bind('/data', '/w'), bind('/fast/runs', '/w/runs')), '/w/runs/train/exp', 'host:/fast/runs/train/exp'],
	['on a volume', view('a', bind('/var/lib/docker/volumes/v/_data', '/v', {kind: 'volume', volume: 'v'})), '/v/exp', 'host:/var/lib/docker/volumes/v/_data/exp'],
	['the mount itself', view('a', bind('/r/exp', '/out')), '/out', 'host:/r/exp'],
	['the whole disk', view('a', bind('/', '/host')), '/host/r/exp', 'host:/r/exp'],
	['beside a mount of a similar name', view('a', bind('/data', '/w')), '/work/exp', 'layer:a:/work/exp'],
	['in the layer', view('a'), '/yolov5/runs/train/exp', 'layer:a:/yolov5/runs/train/exp'],
	['in memory', view('a', {kind: 'tmpfs', destination: '/ram', isReadOnly: false}), '/ram/exp', 'layer:a:/ram/exp'],
	['of a Windows path behind WSL', view('a', bind('/run/desktop/mnt/host/d/3588', '/mnt/3588')), '/mnt/3588/exp', 'host:/run/desktop/mnt/host/d/3588/exp'],
])('a directory %s', (_, container, directory, place) => {
	expect(directoryIdOf(container, directory).place).toBe(place);
});

test('one directory is the same under every path, and by the file itself', () => {
	const one = directoryIdOf(view('a', bind('/data', '/w')), '/w/runs/exp', '7:1');
	expect(isSameDirectory(one, directoryIdOf(view('b', bind('/data/runs', '/r')), '/r/exp'))).toBe(true);
	expect(isSameDirectory(one, hostDirectoryId('/link/exp', '7:1'))).toBe(true);
	expect(isSameDirectory(one, hostDirectoryId('/link/exp', '7:2'))).toBe(false);
	expect(isSameDirectory(directoryIdOf(view('a'), '/exp'), directoryIdOf(view('b'), '/exp'))).toBe(false);
});

test.each<[string, ContainerView, ContainerView, boolean]>([
	['the same directory', view('a', bind('/d', '/w')), view('b', bind('/d', '/x')), true],
	['a directory below', view('a', bind('/d', '/w')), view('b', bind('/d/runs', '/x')), true],
	['a directory above', view('a', bind('/d/runs', '/w')), view('b', bind('/d', '/x')), true],
	['one of a similar name', view('a', bind('/d', '/w')), view('b', bind('/data', '/x')), false],
	['nothing', view('a', bind('/d', '/w')), view('b'), false],
])('containers that share %s', (_, one, other, expected) => {
	expect(hasCommonMount(one, other)).toBe(expected);
	expect(hasCommonMount(other, one)).toBe(expected);
});

test.each<[string, ContainerView, string, boolean]>([
	['below its mount', view('a', bind('/d', '/w')), 'host:/d/runs/exp', true],
	['below a mount that it may only read', view('a', bind('/d', '/w', {isReadOnly: true})), 'host:/d/runs/exp', false],
	['beside its mount', view('a', bind('/d', '/w')), 'host:/data/exp', false],
	['in its layer', view('a'), 'layer:a:/exp', true],
	['in the layer of another', view('ab'), 'layer:a:/exp', false],
])('a container can write %s: %s', (_, container, place, expected) => {
	expect(canReach(container, {place})).toBe(expected);
});

test.each<[string, readonly string[], string, boolean | undefined]>([
	['one that something writes', ['host:/x'], 'host:/a', true],
	['one that something writes, whatever else is unknown', [everywhere], 'host:/a', true],
	['another, where everything is known', [], 'host:/b', false],
	['one below a place where something unknown may write', ['host:/b'], 'host:/b/runs/exp', undefined],
	['that place itself', ['host:/b'], 'host:/b', undefined],
	['one beside it', ['host:/b'], 'host:/bb/runs/exp', false],
	['one in the layer of a container in which something unknown trains', ['layer:a:'], 'layer:a:/w/exp', undefined],
	['one in the layer of another', ['layer:a:'], 'layer:ab:/w/exp', false],
	['any of the machine, where a process of it may write anywhere', ['host:'], 'host:/b', undefined],
	['one in a layer, which no process of the machine writes', ['host:'], 'layer:a:/w/exp', false],
	['any, where nobody was asked', [everywhere], 'layer:a:/w/exp', undefined],
])('whether a directory is written now: %s', (_, possible, place, expected) => {
	expect(isWrittenNow({ids: [{place: 'host:/a'}], possible}, {place})).toBe(expected);
});
