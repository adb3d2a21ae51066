import {describe, expect, test} from 'vitest';
import {diagnose} from '../../source/checks/diagnose.ts';
import type {RunState} from '../../source/domain/run.ts';
import type {ValidationRow} from '../../source/domain/validation.ts';
import type {RuleId} from '../../source/words/diagnoses/rule-meanings.ts';
import {recogniseNotice} from '../../source/parse/notice.ts';
import {beginning, runOfOutput} from './diagnose-output.ts';

const training: RunState = {...runOfOutput(beginning), connection: {kind: 'open'}};
const find = (rule: RuleId, run: Partial<RunState>, language: 'en' | 'zh' = 'en') => diagnose({run: {...training, ...run}}, language).find(diagnosis => diagnosis.rule === rule);
const row = (name: string, recall: number, map50: number, instances: number): ValidationRow => ({
	name, images: 40, instances, metrics: {
		precision: 1, recall, map50, map50To95: map50 / 2,
	},
});
const result = (...classes: readonly ValidationRow[]): Partial<RunState> => ({isFinalValidation: true, lastValidation: row('all', 0.5, 0.5, 140), classes});
const notice = (text: string, count = 1) => ({text, count});

describe('a class with a few objects is judged by chance', () => {
	test.each([
		['class-never-detected', 40, 'warning'],
		['class-never-detected', 2, 'hint'],
		['class-below-confidence', 40, 'warning'],
		['class-below-confidence', 2, undefined],
	] as const)('%s of %i objects', (rule, instances, severity) => {
		expect(find(rule, result(row('good', 0.8, 0.8, 90), row('lost', 0, rule === 'class-never-detected' ? 0 : 0.2, instances)))?.severity).toBe(severity);
	});

	test('the table counts the validation split', () => {
		expect(find('few-examples', result(row('lost', 0.8, 0.8, 2)))?.what).toBe('Few objects in the validation split: lost (2).');
	});
});

test.each([['1', /^1 of 3 classes has /], ['2', /^2 of 3 classes have /]])('%s classes are not in the table', (missing, what) => {
	const classes = [row('a', 0.8, 0.8, 90), row('b', 0.8, 0.8, 90)].slice(Number(missing) - 1);
	expect(find('class-without-labels', {...result(...classes), classCount: 3, phase: {kind: 'finished', isEarlyStop: false}})?.what).toMatch(what);
});

test.each([
	['masks', 'maskMetrics', 'mAP50-95(B) + mAP50-95(M)'],
	['poses', 'poseMetrics', 'mAP50-95(B) + mAP50-95(P)'],
])('a score that is a sum is named so: %s', (_, set, metric) => {
	const metrics = {map50: 0.9, map50To95: 0.6};
	const history = Array.from({length: 60}, (_value, index) => ({
		epoch: index + 1, losses: {box: 0.1}, metrics, [set]: metrics,
	}));
	expect(find('plateau', {history})?.what).toMatch(`${metric} has `);
});

describe('corrupt files', () => {
	const restored = notice('train: WARNING /d/a.jpg: corrupt JPEG restored and saved');

	test.each(['en', 'zh'] as const)('a picture that was mended is no label, in %s', language => {
		const found = find('corrupt-labels', {notices: [restored]}, language);
		expect(found?.severity).toBe('hint');
		expect(found?.what).toMatch(/JPEG/);
	});

	test('a label beside it that was left out is a warning', () => {
		expect(find('corrupt-labels', {notices: [restored, notice('train: WARNING /d/b.jpg: 2 duplicate labels removed')]})).toMatchObject({severity: 'warning', what: 'Some labels were corrected or left out.'});
	});
});

test.each([[2500, true], [3, false]])('a deprecated call that is reported %i times', (count, isFound) => {
	const text = '/w/train.py:9: FutureWarning: `torch.cuda.amp.autocast(args...)` is deprecated. Please use `torch.amp.autocast(\'cuda\', args...)` instead.';
	expect(find('deprecated-autocast', {notices: [notice(text, count)]}) !== undefined).toBe(isFound);
});

test.each([
	['data/images/1.png', true],
	['runs/detect/exp/1.png', false],
	[String.raw`C:\yolo\runs\detect\exp\1.png`, false],
	['/data/my-runs/1.png', true],
])('a picture that is not there is one of the data set: %s', (file, isDataset) => {
	const run = runOfOutput(`${beginning}Traceback (most recent call last):\n  File "/w/show.py", line 2, in <module>\nFileNotFoundError: [Errno 2] No such file or directory: '${file}'\n`);
	expect(diagnose({run}, 'en').some(({rule}) => rule === 'dataset-missing')).toBe(isDataset);
});

test.each([
	'/usr/lib/python3.10/multiprocessing/popen_fork.py:66: RuntimeWarning: os.fork() was called. os.fork() is incompatible with multithreaded code, and JAX is multithreaded, so this will likely lead to a deadlock.',
	'/v/torch/functional.py:478: UserWarning: torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument.',
	'/v/torch/nn/modules/conv.py:456: UserWarning: Plan failed with a cudnnException: CUDNN_BACKEND_EXECUTION_PLAN_DESCRIPTOR',
	'/v/seaborn/_oldcore.py:1119: FutureWarning: use_inf_as_na option is deprecated and will be removed in a future version.',
	'WARNING: All log messages before absl::InitializeLog() is called are written to STDERR',
])('what nobody can act on is no notice: %s', text => {
	expect(recogniseNotice(text)).toBeUndefined();
});

test.each([
	['utils/loss_tal.py', 'auxiliary-branch'],
	[String.raw`C:\yolov9\utils\loss_tal.py`, 'auxiliary-branch'],
	['tools/show.py', 'python-traceback'],
])('a model for train_dual.py that train.py trains is known by the loss: %s', (file, rule) => {
	const run = runOfOutput(`${beginning}Traceback (most recent call last):\n  File "/w/train.py", line 9, in <module>\n  File "${file}", line 171, in __call__\nAttributeError: 'list' object has no attribute 'view'\n`);
	expect(diagnose({run}, 'en').map(diagnosis => diagnosis.rule)).toContain(rule);
});
