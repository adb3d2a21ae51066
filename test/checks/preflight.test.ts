import {expect, test} from 'vitest';
import {emptyPlan, type LaunchPlan} from '../../source/plan/launch-plan.ts';
import {parseRunFlags} from '../../source/plan/parse-run-flags.ts';
import {parseTrainingCommand} from '../../source/training/command-line.ts';
import type {PreflightFacts} from '../../source/checks/preflight/preflight-facts.ts';
import {runPreflight} from '../../source/checks/preflight/checks.ts';
import {describePreflight} from '../../source/words/preflight.ts';
import {type Words, wordsIn} from '../../source/words/words.ts';

const context = {
	directory: '/host', environment: {}, readTextFile: () => '',
};

/** Facts of a machine on which nothing is in the way of what the words ask for. */
function facts(words: string, more: Partial<PreflightFacts> = {}): PreflightFacts {
	const plan: LaunchPlan = words === '' ? emptyPlan('img') : parseRunFlags(words.split(' '), context);
	return {
		plan,
		training: parseTrainingCommand(plan.command),
		isShell: plan.command[0] === 'bash',
		directory: plan.workingDirectory ?? '/',
		hasImage: true,
		names: ['other'],
		networks: ['bridge', 'mine'],
		busyPorts: [],
		missingSources: [],
		inputs: [],
		hasGpuSupport: true,
		hasGpu: true,
		processors: 8,
		disk: {path: '/host', availableBytes: 2 ** 40},
		...more,
	};
}

const good = '--gpus all --shm-size 16g -v /host/y:/y -w /y img python train.py --data a.yaml';
const codes = (given: PreflightFacts) => runPreflight(given).map(({level, code}) => `${level} ${code}`);

test.each([
	['a good launch', facts(good), []],
	['an interactive shell on a volume', facts('--gpus all --ipc host -v /host:/y img bash'), []],
	['no image', facts(good, {hasImage: false}), ['error image-missing']],
	['a taken name', facts(`--name other ${good}`), ['error name-taken']],
	['a free name', facts(`--name new ${good}`), []],
	['a missing network', facts(`--network theirs ${good}`), ['error network-missing']],
	['a network that is there', facts(`--network mine ${good}`), []],
	['the network of another container', facts(`--network container:x ${good}`), []],
	['a busy port', facts(`-p 6006:6006 ${good}`, {busyPorts: [6006]}), ['error port-taken']],
	['a missing source', facts(good, {missingSources: ['/host/y']}), ['error source-missing']],
	['a missing data set', facts(good, {
		inputs: [{
			role: 'data', path: 'a.yaml', hostPath: '/host/y/a.yaml', isThere: false,
		}],
	}), ['warning data-missing']],
	['missing weights', facts(good, {
		inputs: [{
			role: 'weights', path: 'w/a.pt', hostPath: '/host/y/w/a.pt', isThere: false,
		}],
	}), ['warning weights-missing']],
	['a missing description of a model', facts(good, {
		inputs: [{
			role: 'cfg', path: 'a.yaml', hostPath: '/host/y/a.yaml', isThere: false, searched: ['/host/y/data'],
		}],
	}), ['warning cfg-missing']],
	['a name that several files have', facts(good, {
		inputs: [{
			role: 'data', path: 'a.yaml', hostPath: '/host/y/a.yaml', isThere: false, searched: ['/host/y/data'], matches: 2,
		}],
	}), ['warning input-ambiguous']],
	['weights that are downloaded', facts(good, {
		inputs: [{
			role: 'weights', path: 'yolov5s.pt', hostPath: '/host/y/yolov5s.pt', isThere: false, isDownloaded: true,
		}],
	}), ['hint weights-download']],
	['weights that cannot be downloaded', facts(`--network none ${good}`, {
		inputs: [{
			role: 'weights', path: 'yolov5s.pt', hostPath: '/host/y/yolov5s.pt', isThere: false, isDownloaded: true,
		}],
	}), ['warning weights-offline']],
	['a font that cannot be downloaded', facts(`--network none ${good}`, {hasFont: false}), ['warning font-offline']],
	['a font that is there', facts(`--network none ${good}`, {hasFont: true}), []],
	['a font that can be downloaded', facts(good, {hasFont: false}), []],
	['a network by the beginning of its id', facts(`--network 3f2a9c81d04e ${good}`), []],
	['a GPU without support', facts(good, {hasGpuSupport: false}), ['warning gpu-unsupported']],
	['a GPU that the machine does not show', facts(good, {hasGpu: false}), ['warning gpu-absent']],
	['a runtime that the engine does not know', facts(`--runtime nvidia ${good}`, {runtimes: ['runc']}), ['error runtime-unknown']],
	['a runtime that it knows', facts(`--runtime nvidia ${good}`, {runtimes: ['runc', 'nvidia']}), []],
	['a shim, which no engine lists', facts(`--runtime io.containerd.runsc.v1 ${good}`, {runtimes: ['runc']}), []],
	['a device that is not there', facts(good, {missingDevices: ['/dev/nvidia7']}), ['error device-missing']],
	['a GPU without knowledge of support', facts(good, {hasGpuSupport: undefined}), []],
	['a forgotten GPU', facts(good.replace('--gpus all ', '')), ['warning gpu-not-requested']],
	['a training on the CPU by choice', facts(`${good.replace('--gpus all ', '')} --device cpu`), []],
	['a machine without a GPU', facts(good.replace('--gpus all ', ''), {hasGpu: false}), []],
	['little shared memory', facts(good.replace('--shm-size 16g ', '')), ['warning shared-memory-small']],
	['little shared memory without workers', facts(`${good.replace('--shm-size 16g ', '')} --workers 0`), []],
	['the shared memory of the host', facts(`--ipc host ${good.replace('--shm-size 16g ', '')}`), []],
	['results in the container', facts('--gpus all --shm-size 16g -w /y img python train.py'), ['warning results-in-container']],
	['results on a tmpfs', facts('--gpus all --shm-size 16g --tmpfs /y -w /y img python train.py'), ['warning results-in-container']],
	['results that --rm removes', facts('--rm --gpus all --shm-size 16g -w /y img python train.py'), ['warning results-removed']],
	['a project on a volume', facts('--gpus all --shm-size 16g -v /host/out:/out -w /y img python train.py --project /out'), []],
	['a shell without a volume', facts('--gpus all --shm-size 16g img bash'), ['warning volume-missing']],
	['a full disk', facts(good, {disk: {path: '/host', availableBytes: 1000}}), ['warning disk-full']],
	['a small disk', facts(good, {disk: {path: '/host', availableBytes: 2 ** 30}}), ['warning disk-small']],
	['no record', facts(`--log-driver none ${good}`), ['warning record-missing']],
	['a program that trains nothing', facts('img true'), []],
])('%s', (_, given, expected) => {
	expect(codes(given)).toEqual(expected);
});

test('says errors first', () => {
	expect(codes(facts('--log-driver none img python train.py', {hasImage: false}))[0]).toBe('error image-missing');
});

test('tells how much shared memory is needed and what would do', () => {
	const [finding] = runPreflight(facts(`${good.replace('--shm-size 16g ', '')} --batch-size 16 --workers 4 --imgsz 640`));
	expect(finding!.values).toMatchObject({
		size: '64m', need: '150m', workers: '4', recommended: '1g',
	});
});

test.each(['en', 'zh'] as const)('fills every sentence in %s', language => {
	for (const code of Object.keys(wordsIn(language).preflight) as Array<keyof Words['preflight']>) {
		const {what, fix} = describePreflight({code, values: {path: '/p', name: 'n'}}, language);
		expect(`${what}${fix}`).not.toMatch(/[{}]/);
		expect(fix).not.toBe('');
	}
});
