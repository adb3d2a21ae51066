import {
	finish,
	interrupt,
	link,
	remove,
	removeRun,
	restart,
} from './constellation-events.ts';
import {
	exec,
	idle,
	train,
	trainAtOnce,
	trainByOwnScript,
	trainOnMachine,
	type,
	type Step,
} from './constellation-steps.ts';

/** Trainings of several containers on one directory of the machine, or on one volume. */
export type Row = {
	readonly name: string;
	readonly isVolume?: boolean;
	/** What has happened when yolotop is asked. */
	readonly steps: readonly Step[];
	/** The training that it stops and resumes; by default the one of the youngest container. */
	readonly stops?: string;
	/** Interrupted trainings that it resumes while the others go on. */
	readonly resumes?: readonly string[];
	/** Whether a resume may be refused: a script of one's own takes no words that continue a run. */
	readonly mayRefuseResume?: boolean;
};

/** The directories that YOLOv5 makes one after the other, as its folder sees them. */
const [exp, exp2, exp3] = ['runs/train/exp', 'runs/train/exp2', 'runs/train/exp3'] as const;

export const rows: readonly Row[] = [
	{name: 'both go on, neither is named', steps: [train('a', exp), train('b', exp2)]},
	{name: 'both go on, the older is named', steps: [train('a', 'runs/train/fw', {flags: ['--name', 'fw']}), train('b', exp)]},
	{name: 'one goes on, one has finished before and one meanwhile', stops: 'b', steps: [train('a', exp), finish('a'), train('b', exp2), train('c', exp3), finish('c')]},
	{
		name: 'one goes on, one was interrupted before and one meanwhile', stops: 'b', resumes: ['a', 'c'],
		steps: [train('a', exp), interrupt('a'), train('b', exp2), train('c', exp3), interrupt('c')],
	},
	{name: 'train.py under another name', stops: 'a', steps: [train('a', exp, {script: 'train_fw2.py'}), train('b', exp2)]},
	{
		name: 'own scripts with Ultralytics beside train.py',
		stops: 'a',
		steps: [trainByOwnScript('a', 'runs/detect/train'), train('b', exp), trainByOwnScript('c', 'runs/detect/train2')],
		mayRefuseResume: true,
	},
	{name: 'by docker exec, beside another container', stops: 'a', steps: [idle('a'), exec('a', exp), train('b', exp2)]},
	{name: 'by docker exec in both', steps: [idle('a'), idle('b'), exec('a', exp), exec('b', exp2)]},
	{name: 'two by docker exec in one container, one in another', stops: 'first', steps: [idle('a'), exec('a', exp, {label: 'first'}), exec('a', exp2, {label: 'second'}), train('b', exp3)]},
	{
		name: 'the run of a container that has ended, resumed by another', stops: 'b',
		steps: [train('a', exp), interrupt('a'), train('b', exp, {continues: 'a', flags: ['--resume', 'runs/train/exp/weights/last.pt']}), train('c', exp2)],
	},
	{name: 'resumed without a path', stops: 'b', steps: [train('a', exp), interrupt('a'), train('b', exp, {continues: 'a', flags: ['--resume']}), train('c', exp2)]},
	{name: 'a container that was restarted', stops: 'a', steps: [train('a', exp), train('b', exp2), restart('a', exp3)]},
	{
		name: 'an older and a younger run of containers that were removed', stops: 'd', resumes: ['b'],
		steps: [train('a', exp), interrupt('a'), remove('a'), train('b', exp2), interrupt('b'), train('c', exp3), interrupt('c'), remove('c'), train('d', 'runs/train/exp4')],
	},
	{name: 'a container of a name that another had before', stops: 'a', steps: [train('a', exp), interrupt('a'), remove('a'), train('a', exp2), train('b', exp3)]},
	{name: 'a container that only looks on, read-only', resumes: ['a'], steps: [train('a', exp), interrupt('a'), idle('b', {isReadOnly: true}), train('c', exp2)]},
	{name: 'typed in a shell, beside another container', stops: 'a', steps: [type('a', exp), train('b', exp2)]},
	{name: 'a plain process of the machine', steps: [trainOnMachine('m', exp), train('a', exp2)]},
	{name: 'on a volume', isVolume: true, steps: [train('a', exp, {at: '/data'}), train('b', exp2, {at: '/mnt/vol'})]},
	{name: 'on a volume, and on its place on the machine', isVolume: true, steps: [train('a', exp, {at: '/data'}), train('b', exp2, {isByPath: true})]},
	{
		name: 'one directory at two places, and a mount in a mount', stops: 'a',
		steps: [
			train('a', exp),
			train('b', exp2, {at: '/data', more: {'/data/yolov5/runs': 'yolov5/runs'}}),
			train('c', 'runs/train/out', {
				at: '/app', part: 'yolov5', workingDirectory: '/app', more: {'/out': 'yolov5/runs/train'}, flags: ['--project', '/out', '--name', 'out'],
			}),
		],
	},
	{name: 'a project outside of the working directory', steps: [train('a', '../out/x', {flags: ['--project', '/mnt/3588/out', '--name', 'x']}), train('b', '../out/exp', {at: '/data', flags: ['--project', '/data/out']})]},
	{name: 'by a shell with cd, one into a file', stops: 'a', steps: [train('a', exp, {shell: 'bash -c with a log file'}), train('b', exp2, {shell: 'bash -c'})]},
	{name: 'three that started in the same second', steps: [trainAtOnce('a', 'b', 'c')]},
	{name: 'a symbolic link as project', steps: [link('yolov5/runs', '../store/runs'), train('a', exp), train('b', exp2)]},
	{name: 'a run directory that was removed and made again', steps: [train('a', exp), removeRun('a'), train('b', exp), interrupt('a')]},
];

