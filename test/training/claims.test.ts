import {describe, expect, test} from 'vitest';
import {
	assignClaims,
	projectDirectories,
	resumedCheckpoint,
	type RunCandidate,
	type TrainingFacts,
} from '../../source/training/claims.ts';
import {parseTrainingCommand} from '../../source/training/command-line.ts';
import {directoryIdOf, type ContainerView} from '../../source/training/container-view.ts';

const now = 3_000_000;

/** A container that sees /host/data as /data and has the rest for itself. */
const view = (id: string): ContainerView => ({
	id, mounts: [{
		kind: 'bind', source: '/host/data', destination: '/data', isReadOnly: false,
	}],
});

/** Of settings written at a second. */
const candidate = (directory: string, second: number, more: Partial<RunCandidate> & {readonly container?: string} = {}): RunCandidate => ({
	directory, id: directoryIdOf(view(more.container ?? 'c'), directory), modifiedAt: second * 1000, changedAt: second * 1000, isPlotted: false, ...more,
});

const facts = (command: string, more: Partial<TrainingFacts> & {readonly container?: string} = {}): TrainingFacts => ({
	training: parseTrainingCommand(command.split(' '))!, directory: '/w', candidates: [], idOf: path => directoryIdOf(view(more.container ?? 'c'), path), ...more,
});

test.each<[string, readonly string[]]>([
	['python train.py', ['/w/runs/train']],
	['python yolov5/train.py', ['/w/yolov5/runs/train', '/w/runs/train']],
	['python /opt/yolov5/segment/train.py', ['/opt/yolov5/runs/train-seg', '/w/runs/train-seg']],
	['python classify/train.py --project out', ['/w/out']],
	['python train.py --project /data/out', ['/data/out']],
	['python /opt/yolov5/train.py', ['/opt/yolov5/runs/train', '/w/runs/train']],
	['yolo detect train model=yolo11n.pt', ['/w/runs/detect', '/ultralytics/runs/detect', '/usr/src/ultralytics/runs/detect', '/root/runs/detect']],
	['yolo segment train model=yolo11n-seg.pt project=out', ['/w/out', '/w/runs/segment/out', '/ultralytics/runs/segment/out', '/usr/src/ultralytics/runs/segment/out', '/root/runs/segment/out']],
])('%s writes below %j', (command, expected) => {
	expect(projectDirectories(facts(command))).toEqual(expected);
});

test.each<[string, string | undefined]>([
	['python train.py --resume runs/train/exp3/weights/last.pt', '/w/runs/train/exp3/weights/last.pt'],
	['python train.py --resume', undefined],
	['yolo train resume=True model=/r/train2/weights/last.pt', '/r/train2/weights/last.pt'],
	['yolo train model=yolo11n.pt', undefined],
	['yolo train resume=False model=yolo11n.pt', undefined],
	['python train.py --weights /r/exp/weights/best.pt', undefined],
	['python train.py --resume /r/exp/weights', undefined],
])('%s resumes %s', (command, expected) => {
	expect(resumedCheckpoint(facts(command))).toBe(expected);
});

test('a script of its own may use the places of both frameworks', () => {
	expect(projectDirectories(facts('python my_experiment.py'))).toEqual(expect.arrayContaining(['/w/runs/train', '/w/runs/detect', '/w/runs/segment']));
});

describe('a run directory is one that a command makes', () => {
	const made = (command: string, ...more: readonly RunCandidate[]) => assignClaims([facts(command, {startedAt: 1990e3, candidates: more})], now)[0]?.directory;

	test.each<[string, string, boolean]>([
		['python train.py', '/w/runs/train/exp', true],
		['python train.py', '/w/runs/train/exp12', true],
		['python train.py', '/w/runs/train/exp-2', true],
		['python train.py', '/w/runs/train/exp_2', true],
		['python train.py', '/w/runs/train/exp2b', false],
		['python train.py', '/w/runs/train/exp.2', false],
		['python train.py', '/w/runs/train/experiment', false],
		['python train.py', '/w/runs/train/train', false],
		['python train.py', '/w/other/exp', false],
		['yolo train model=yolo11n.pt', '/w/runs/detect/train3', true],
		['yolo train model=yolo11n.pt', '/w/runs/detect/exp', false],
		['yolo train model=yolo11n.pt name=vest', '/root/runs/detect/vest2', true],
		['python my_experiment.py', '/w/runs/detect/anything', true],
		['python my_experiment.py', '/w/runs/detect/below/anything', false],
	])('%s, %s: %s', (command, directory, expected) => {
		expect(made(command, candidate(directory, 2000, {changedAt: now - 1000}))).toBe(expected ? directory : undefined);
	});

	test.each<[string, string, RunCandidate['settings'], boolean]>([
		['the same number written in another way', '--epochs 8', {epochs: '8.0'}, true],
		['another number', '--epochs 8', {epochs: '9'}, false],
		['the same size of a batch under its other name', '--batch-size 4', {batch: '4'}, true],
		['another size of a batch under its other name', '--batch-size 4', {batch: '8'}, false],
		['an empty value', '--epochs 8', {epochs: ''}, true],
		['a word where the command has a number', '--imgsz 640', {imgsz: '[640, 640]'}, true],
		['the same file elsewhere', '--data data/coco.yaml', {data: '/usr/src/app/data/coco.yaml'}, true],
		['the same file in quotes', '--data coco.yaml', {data: '"coco.yaml"'}, true],
		['the same file in other quotes', '--data coco.yaml', {data: '\'coco.yaml\''}, true],
		['another file', '--data coco.yaml', {data: 'voc.yaml'}, false],
		['other weights under their other name', '--weights yolov5s.pt', {model: 'yolov5n.pt'}, false],
		['another name', '--name exp', {name: 'vest'}, false],
		['a setting that the command does not give', '', {epochs: '300'}, true],
		['no settings', '--epochs 8', undefined, true],
	])('%s', (_name, flags, settings, expected) => {
		const directory = '/w/runs/train/exp';
		expect(made(`python train.py ${flags}`.trim(), candidate(directory, 2000, {...(settings !== undefined && {settings})}))).toBe(expected ? directory : undefined);
	});
});

const candidates = [candidate('/w/runs/train/exp', 1000), candidate('/w/runs/train/exp2', 2000), candidate('/w/runs/train/exp3', 2010), candidate('/w/runs/train/big4', 2005)];

/** Two runs that were made five seconds apart, by their last change in seconds before now and by how many epochs they hold. */
const twins = (first: readonly [quiet: number, epochs?: number], second: readonly [quiet: number, epochs?: number]) => ({
	startedAt: now - 500e3,
	candidates: [first, second].map(([quiet, epochs], index) => candidate(`/w/runs/train/exp${index === 0 ? '' : index + 1}`, (now / 1000) - 490 + (5 * index), {changedAt: now - (quiet * 1000), ...(epochs !== undefined && {epochs})})),
});

type Row = readonly [name: string, trainings: ReadonlyArray<readonly [command: string, more: Partial<TrainingFacts>]>, expected: ReadonlyArray<readonly [directory: string, evidence: string] | undefined>];

test.each<Row>([
	['the settings written first after the start', [['python train.py', {startedAt: 1990e3, candidates: [...candidates.slice(0, 2), candidate('/w/runs/train/exp3', 2051)]}]], [['/w/runs/train/exp2', 'settings-time']]],
	['nothing where another one that has ended may have made the first', [['python train.py', {startedAt: 1990e3}]], [undefined]],
	['nothing as long as both may go on', [['python train.py', twins([10, 16], [5, 16])]], [undefined]],
	['nothing where nobody has counted their epochs', [['python train.py', twins([300], [5])]], [undefined]],
	['the one that goes on, when the first stands still', [['python train.py', twins([200, 10], [5, 16])]], [['/w/runs/train/exp2', 'settings-time']]],
	['the one that goes on, when the second stands still', [['python train.py', twins([5, 16], [200, 10])]], [['/w/runs/train/exp', 'settings-time']]],
	['nothing when both stand still', [['python train.py', twins([400, 8], [200, 20])]], [undefined]],
	['nothing where the longer epochs of the first may last so long', [['python train.py', twins([200, 2], [5, 16])]], [undefined]],
	['the one that goes on, when the other ended before its first epoch', [['python train.py', twins([5, 48], [485, 0])]], [['/w/runs/train/exp', 'settings-time']]],
	['nothing when the other may be in its first epoch', [['python train.py', twins([5, 3], [485, 0])]], [undefined]],
	['the one that goes on by its name too', [['python train.py --name exp', twins([200, 10], [5, 16])]], [['/w/runs/train/exp2', 'named']]],
	['nothing where both of two that live could have the one that is left', [['python train.py', twins([200, 10], [5, 16])], ['python train.py', twins([200, 10], [5, 16])]], [undefined, undefined]],
	['none before it has made its directory', [['python train.py', {startedAt: 3000e3}]], [undefined]],
	['the newest where the start is not known', [['python train.py', {}]], [['/w/runs/train/exp3', 'settings-time']]],
	['one of its name', [['python train.py --name big', {startedAt: 1990e3}]], [['/w/runs/train/big4', 'named']]],
	['never one of another name', [['python train.py --name other', {startedAt: 1990e3}]], [undefined]],
	['never a named one without a name', [['python train.py', {startedAt: 2003e3, candidates: [candidate('/w/runs/train/big4', 2005)]}]], [undefined]],
	['the resumed one', [['python train.py --resume runs/train/exp/weights/last.pt', {startedAt: 1990e3}]], [['/w/runs/train/exp', 'resumed']]],
	['the one that it has open', [['python train.py', {startedAt: 1990e3, openDirectory: '/w/runs/train/exp3'}]], [['/w/runs/train/exp3', 'open-file']]],
	['the one that it printed', [['python train.py', {startedAt: 1990e3, printedDirectory: '/w/runs/train/exp3'}]], [['/w/runs/train/exp3', 'printed']]],
	['what is open before what was printed', [['python train.py', {openDirectory: '/w/a', printedDirectory: '/w/b'}]], [['/w/a', 'open-file']]],
	['each its own, by their starts', [['python train.py', {startedAt: 1990e3}], ['python train.py', {startedAt: 2004e3}]], [['/w/runs/train/exp2', 'settings-time'], ['/w/runs/train/exp3', 'settings-time']]],
	['nothing where each could have the other\'s', [['python train.py', {startedAt: 1990e3}], ['python train.py', {startedAt: 1991e3}]], [undefined, undefined]],
	['nothing where one directory could be of either', [['python train.py', {startedAt: 2006e3}], ['python train.py', {startedAt: 2007e3}]], [undefined, undefined]],
	['the other one where the first is proven', [['python train.py', {startedAt: 1990e3}], ['python train.py', {startedAt: 1990e3, openDirectory: '/w/runs/train/exp2'}]], [['/w/runs/train/exp3', 'settings-time'], ['/w/runs/train/exp2', 'open-file']]],
	['the one whose settings do not contradict', [
		['python train.py --epochs 8', {startedAt: 1990e3, candidates: [candidate('/w/runs/train/exp2', 2000, {settings: {epochs: '9'}}), candidate('/w/runs/train/exp3', 2001, {settings: {epochs: '8'}})]}],
		['python train.py --epochs 9', {startedAt: 1990e3, candidates: [candidate('/w/runs/train/exp2', 2000, {settings: {epochs: '9'}}), candidate('/w/runs/train/exp3', 2001, {settings: {epochs: '8'}})]}],
	], [['/w/runs/train/exp3', 'settings-time'], ['/w/runs/train/exp2', 'settings-time']]],
	['nothing that was there before an exact start', [['python train.py', {startedAt: 2000.2e3, isStartExact: true, candidates: [candidate('/w/runs/train/exp', 2000, {isExact: true}), candidate('/w/runs/train/exp2', 2000.5, {isExact: true})]}]], [['/w/runs/train/exp2', 'settings-time']]],
	['what was made in the second of a start in whole seconds', [['python train.py', {startedAt: 2000.3e3, candidates: [candidate('/w/runs/train/exp', 2000)]}]], [['/w/runs/train/exp', 'settings-time']]],
	['a possible training only what still changes', [['python my_experiment.py', {startedAt: 1990e3, candidates: [candidate('/w/runs/detect/train', 2000)]}]], [undefined]],
	['a possible training what changes', [['python my_experiment.py', {startedAt: 1990e3, candidates: [candidate('/w/runs/detect/train', 2000, {changedAt: now - 1000})]}]], [['/w/runs/detect/train', 'settings-time']]],
	['a possible training never what a sure one may write', [
		['python my_experiment.py', {startedAt: 1990e3, candidates: [candidate('/w/runs/train/exp', 2000, {changedAt: now - 1000})]}],
		['python train.py', {startedAt: 1991e3, candidates: [candidate('/w/runs/train/exp', 2000, {changedAt: now - 1000})]}],
	], [undefined, ['/w/runs/train/exp', 'settings-time']]],
])('a training gets %s', (_, trainings, expected) => {
	const claims = assignClaims(trainings.map(([command, more]) => facts(command, {candidates, ...more})), now);
	expect(claims.map(claim => claim && [claim.directory, claim.evidence])).toEqual(expected);
});

test('what one container has open is never given to another that sees it under another path', () => {
	const other: ContainerView = {
		id: 'd', mounts: [{
			kind: 'bind', source: '/host', destination: '/mnt', isReadOnly: false,
		}],
	};
	const [writer, guess] = assignClaims([
		facts('python train.py', {directory: '/data', openDirectory: '/data/runs/train/exp', startedAt: 1990e3}),
		facts('python train.py', {
			directory: '/mnt/data', startedAt: 1990e3, candidates: [{...candidate('/mnt/data/runs/train/exp', 2000), id: directoryIdOf(other, '/mnt/data/runs/train/exp')}], idOf: path => directoryIdOf(other, path),
		}),
	], now);
	expect(writer).toMatchObject({directory: '/data/runs/train/exp'});
	expect(guess).toBeUndefined();
});

test('the same file under two places is one directory', () => {
	const seen = (directory: string) => ({...candidate(directory, 2000), id: {place: `layer:x:${directory}`, file: '1:2'}});
	const claims = assignClaims([
		facts('python train.py', {printedDirectory: '/w/runs/train/exp', candidates: [seen('/w/runs/train/exp')]}),
		facts('python train.py', {directory: '/v', startedAt: 1990e3, candidates: [seen('/v/runs/train/exp')]}),
	], now);
	expect(claims[1]).toBeUndefined();
});
