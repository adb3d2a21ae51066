import {expect, test} from 'vitest';
import {runJobPreflight, type JobPreflightFacts} from '../../source/checks/preflight/job-checks.ts';
import {directivesOf, parseSbatchWords, sbatchValue} from '../../source/cluster/slurm/sbatch-words.ts';

const hour = 3_600_000;
const partitions = [
	{
		name: 'gpu', isDefault: true, isUp: true, maxTimeMs: 24 * hour, gres: ['gpu:a100:4'],
	},
	{
		name: 'cpu', isDefault: false, isUp: false, gres: [],
	},
];

test.each<readonly [string, JobPreflightFacts, readonly string[]]>([
	['nothing is known', {}, []],
	['all is well', {partitions, gres: 'gpu:1', timeMs: hour}, []],
	['a kind that is there', {partitions, gres: 'gpu:a100:2'}, []],
	['a partition that is not there', {partitions, partition: 'fast', gres: 'gpu:1'}, ['job-partition']],
	['one of two partitions', {partitions, partition: 'fast,gpu', gres: 'gpu:1'}, []],
	['a partition that is down', {partitions, partition: 'cpu'}, ['job-partition-down']],
	['a GPU that is not there', {partitions, gres: 'gpu:v100:1'}, ['job-gres']],
	['no GPU', {partitions}, ['job-no-gpu']],
	['too much time', {partitions, gres: 'gpu:1', timeMs: 25 * hour}, ['job-time-max']],
	['less time than the last run took', {
		partitions, gres: 'gpu:1', timeMs: hour, expectedMs: 2 * hour, expectedBy: 'exp',
	}, ['job-time-short']],
	['a refusal', {refusal: 'Invalid account'}, ['job-refused']],
	['data that is not here', {data: '/data/x.yaml', isDataHere: false}, ['job-data-missing']],
	['data of which nothing is known', {data: 'x.yaml'}, ['job-data-unknown']],
])('%s', (_, facts, codes) => {
	expect(runJobPreflight(facts).map(({code}) => code)).toEqual(codes);
});

test.each([
	[['--gres=gpu:1', '-p', 'gpu', '-t5', '--hold', 'train.sh', '--epochs', '3'], {flags: ['--gres=gpu:1', '-pgpu', '-t5', '--hold'], script: ['train.sh', '--epochs', '3'], command: []}],
	[['--time', '5', '--', 'python', 'train.py'], {flags: ['--time=5'], script: [], command: ['python', 'train.py']}],
	[[], {flags: [], script: [], command: []}],
])('the words %j', (words, read) => {
	expect(parseSbatchWords(words)).toEqual(read);
});

test.each([[['--wrap=x'], 'flag-not-supported'], [['--array=1-3'], 'flag-not-supported'], [['--gres'], 'flag-value-missing'], [['--gres', '--', 'x'], 'flag-value-missing']])('%j are refused', (words, code) => {
	expect(() => parseSbatchWords(words)).toThrow(expect.objectContaining({code}));
});

test('directives end with the first command, and flags of the command come last', () => {
	const own = directivesOf('#!/bin/bash\n#SBATCH --gres=gpu:1 --time=10  # a comment\n\n#SBATCH -p cpu\necho\n#SBATCH --time=99\n');
	expect(own).toEqual(['--gres=gpu:1', '--time=10', '-pcpu']);
	expect([sbatchValue([...own, '--partition=gpu'], 'partition', 'p'), sbatchValue(own, 'partition', 'p'), sbatchValue(own, 'account', 'A')]).toEqual(['gpu', 'cpu', undefined]);
});
