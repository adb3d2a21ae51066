import {expect, test} from 'vitest';
import {identifyTrainings} from '../../source/training/find-trainings.ts';
import {parseLook} from '../../source/training/scan-container.ts';
import type {Engine} from '../../source/engine/engine.ts';

const row = (pid: number, directory: string, command: string) => `${pid}\t1\tS\t0\t2\t${Array.from({length: 20}, () => '0').join(' ')}\t${directory}\u{2}\t/dev/pts/0\u{2}\t${command.replaceAll(' ', '\u{1}')}\u{1}`;

const look = (command: string, openFiles = '') => parseLook([
	row(7, '/w', command),
	'== open',
	'/proc/1/fd:',
	'/proc/7/fd:',
	...(openFiles === '' ? [] : [`l-wx------ 1 root root 64 Nov 26 17:05 9 -> ${openFiles}`]),
	'== files',
	'base\t/w',
	'base\t/root',
	'5\t10\t/w/runs/train/exp/opt.yaml',
	'9\t10\t/w/runs/train/exp/args.yaml',
	'9\t12\t/w/runs/train/exp/results.csv',
	'stat: no such file',
	'',
].join('\n'));

/** An engine that may be asked for one program, and what it was asked. */
function engineThatSays(stdout: string) {
	const asked: Array<readonly string[]> = [];
	return {
		asked,
		engine: {
			endpoint: 'tcp://stub',
			listContainers: async () => [],
			async inspectContainer() {
				throw new Error('not asked');
			},
			async exec(_container: string, command: readonly string[]) {
				asked.push(command.slice(4));
				return {
					exitCode: 0, stdout, stderr: '', isTruncated: false,
				};
			},
		} as Partial<Engine> as Engine,
	};
}

test('what the program printed is read: processes, open files, bases and files', () => {
	const {processes, openDirectories, bases, files} = look('python train.py', '/r/exp 2/events.out.tfevents.1.h.7.0');
	expect(processes).toMatchObject([{pid: 7, directory: '/w', command: ['python', 'train.py']}]);
	expect(openDirectories).toEqual(new Map([[7, '/r/exp 2']]));
	expect([...bases]).toEqual(['/w', '/root']);
	expect(files.map(({path, modifiedAt}) => [path, modifiedAt])).toEqual([
		['/w/runs/train/exp/opt.yaml', 5000], ['/w/runs/train/exp/args.yaml', 9000], ['/w/runs/train/exp/results.csv', 9000],
	]);
});

test.each<[string, string, string, string | undefined, ReadonlyArray<readonly string[]>]>([
	['a usual place needs no second program', 'python train.py', '', '/w/runs/train/exp', []],
	['nor does an open file', 'python train.py --project /data/out', '/data/out/exp/events.out.tfevents.1.h.7.0', '/data/out/exp', []],
	['a project elsewhere is looked at', 'python train.py --project /data/out', '', '/data/out/exp', [['/data/out']]],
	['so is one beside a script elsewhere', 'python /opt/y/train.py', '', '/opt/y/runs/train/exp', [['/opt/y/runs/train']]],
])('%s', async (_, command, openFile, expected, asked) => {
	const stub = engineThatSays(`20\t10\t${expected}/opt.yaml\n`);
	const [training] = await identifyTrainings(stub.engine, {id: 'c', name: 'c', mounts: []}, look(command, openFile));
	expect(stub.asked).toEqual(asked);
	expect(training!.runDirectory).toBe(expected);
});
