import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {
	afterEach,
	beforeEach,
	expect,
	test,
} from 'vitest';
import type {Engine} from '../../source/engine/engine.ts';
import {openContainerRunFiles} from '../../source/training/open-run-files.ts';

let root: string;
let asked: string[];

/** The mount of this machine is `mount`; beside it is a folder that the container knows by another content. */
beforeEach(() => {
	root = mkdtempSync(path.join(tmpdir(), 'yolotop-mount-'));
	asked = [];
	mkdirSync(path.join(root, 'mount/exp/weights'), {recursive: true});
	mkdirSync(path.join(root, 'other/weights'), {recursive: true});
	writeFileSync(path.join(root, 'mount/exp/results.csv'), 'of the mount');
	writeFileSync(path.join(root, 'mount/elsewhere.csv'), 'of the mount');
	writeFileSync(path.join(root, 'other/weights/last.pt'), 'of this machine');
	symlinkSync('../elsewhere.csv', path.join(root, 'mount/exp/results.txt'));
	symlinkSync(path.join(root, 'other/weights/last.pt'), path.join(root, 'mount/exp/opt.yaml'));
	symlinkSync('/only/in/the/container', path.join(root, 'mount/exp/args.yaml'));
	symlinkSync(path.join(root, 'other'), path.join(root, 'mount/linked'));
});
afterEach(() => {
	rmSync(root, {recursive: true, force: true});
});

async function open(directory: string, {endpoint = 'unix:///var/run/docker.sock', ageMs = 0} = {}) {
	const mount = path.join(root, 'mount');
	const engine = {
		endpoint,
		async statFile(_: string, file: string) {
			if (file === '/work') {
				return {kind: 'directory', modifiedAt: statSync(mount).mtimeMs - ageMs, sizeBytes: 0};
			}

			asked.push(file);
			return {kind: 'file', modifiedAt: 1000, sizeBytes: 16};
		},
		async readFile(_: string, file: string) {
			asked.push(file);
			return new TextEncoder().encode('of the container');
		},
	} as unknown as Engine;
	return openContainerRunFiles(engine, {id: 'c1', mounts: [{kind: 'bind', source: mount, destination: '/work'}]} as never, directory, undefined);
}

test.each([
	['a file on the mount is read here', '/work/exp', 'results.csv', 'of the mount', []],
	['a link that stays on the mount is followed here', '/work/exp', 'results.txt', 'of the mount', []],
	['a link that leaves the mount means a place in the container', '/work/exp', 'opt.yaml', 'of the container', ['/work/exp/opt.yaml', '/work/exp/opt.yaml']],
	['so does one that leads nowhere here', '/work/exp', 'args.yaml', 'of the container', ['/work/exp/args.yaml', '/work/exp/args.yaml']],
	['and what is below a folder that is such a link', '/work/linked', 'weights/last.pt', 'of the container', ['/work/linked/weights/last.pt', '/work/linked/weights/last.pt']],
] as const)('%s', async (_, directory, name, text, questions) => {
	const files = await open(directory);
	expect(await files.stat(name)).toMatchObject({sizeBytes: text.length});
	expect(await files.read(name, {maxBytes: 1000})).toBe(text);
	expect(asked).toEqual(questions);
});

test.each([
	['a file that is not there', '/work/exp'],
	['a directory that is not there', '/work/exp7'],
])('%s is not asked of the engine to be missing', async (_, directory) => {
	const files = await open(directory);
	expect(await files.stat('weights/best.pt')).toBeUndefined();
	expect(asked).toEqual([]);
});

test.each([
	['an engine of another machine', {endpoint: 'ssh://far'}],
	['a mount that is another directory here', {ageMs: 5000}],
])('%s is asked for each file', async (_, options) => {
	const files = await open('/work/exp', options);
	expect(await files.read('results.csv', {maxBytes: 1000})).toBe('of the container');
	expect(asked).toEqual(['/work/exp/results.csv']);
});
