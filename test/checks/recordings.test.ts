import {Buffer} from 'node:buffer';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, expect, test} from 'vitest';
import {diagnose} from '../../source/checks/diagnose.ts';
import type {Diagnosis} from '../../source/checks/diagnosis.ts';
import {createParser} from '../../source/parse/parser.ts';
import {initialRunState} from '../../source/run/initial-state.ts';
import {createStore} from '../../source/run/store.ts';
import {createTerminalLines} from '../../source/stream/terminal-lines.ts';
import {readRecordings} from '../recordings.ts';
import type {RuleId} from '../../source/words/diagnoses/rule-meanings.ts';
import {readRecordedRun} from './recorded-run.ts';

/** What went wrong in each failing recording, and words of its evidence. Every other recording holds no error. */
const failures: Readonly<Record<string, readonly [rule: RuleId, evidence: RegExp]>> = {
	'bus-error/shm1m-bash-parent': ['shm-bus-error', /unable to write to file .*: No space left/],
	'bus-error/shm1m-tty': ['shm-bus-error', /killed by signal: Bus error/],
	'bus-error/shm40m-midepoch-tty': ['shm-bus-error', /Unexpected bus error/],
	'bus-error/shm64m-default-w4': ['shm-bus-error', /Unexpected bus error/],
	'bus-error/shm8m-pipe': ['shm-bus-error', /Unexpected bus error/],
	'errors/bad-argument': ['bad-argument', /unrecognized arguments/],
	'errors/bad-argument-value': ['bad-argument', /--epochs/],
	'errors/dataloader-worker-traceback': ['dataset-missing', /train_0033\.jpg/],
	'errors/dataset-path-missing': ['dataset-missing', /dataset not found/i],
	'errors/dataset-vanished-before-start': ['dataset-missing', /does not exist/],
	'errors/device-0-no-cuda': ['gpu-not-used', /Invalid CUDA '--device 0' requested/],
	'errors/disk-full': ['disk-full', /file write failed/],
	'errors/label-class-exceeds-nc': ['class-out-of-range', /Label class 3 exceeds nc=1/],
	'errors/missing-data-yaml': ['dataset-missing', /\.yaml/],
	'errors/missing-weights': ['weights-missing', /\.pt/],
	'errors/missing-weights-release': ['weights-missing', /yolov5m\.pt/],
	'errors/module-not-found': ['module-missing', /No module named 'tensorboard'/],
	'errors/names-nc-mismatch': ['class-out-of-range', /exceeds nc=3/],
	'errors/nan-loss': ['loss-nan', /nan/],
	'errors/no-labels': ['no-labels', /0 images|labels/i],
	'errors/read-only-runs': ['output-read-only', /\[Errno 30\]/],
	'errors/ultralytics-8.4-module-not-found': ['module-missing', /No module named 'polars'/],
	'errors/v6.1-runtime-error': ['python-traceback', /RuntimeError/],
	'errors/yaml-without-val': ['dataset-yaml-invalid', /val/],
	'oom/mem-250m': ['host-out-of-memory', /OOMKilled: true/],
	'oom/mem-700m-bash-parent': ['host-out-of-memory', /OOMKilled: true/],
	'oom/mem-700m-w0': ['host-out-of-memory', /OOMKilled: true/],
	'oom/mem-900m-w4': ['host-out-of-memory', /OOMKilled: true/],
	'oom/python-memoryerror': ['host-out-of-memory', /DefaultCPUAllocator/],
	'resume/03-resume-finished': ['resume-finished-run', /nothing to resume/],
	'resume/06-resume-noarg-newest-finished': ['resume-finished-run', /nothing to resume/],
	'resume/07-resume-missing-path': ['weights-missing', /File not found/],
	'resume/10-resume-noarg-nothing': ['weights-missing', /Is a directory: '\.'/],
	'resume/11-resume-other-cwd': ['dataset-missing', /data\/mydata\.yaml/],
	'signals/pid1-python-exec-kill-int-worker': ['worker-killed', /exited unexpectedly/],
	'signals/pid1-python-kill-worker': ['worker-killed', /killed by signal: Killed/],
	'val-detect/detect-missing-source': ['python-traceback', /nothere\.mp4/],
	'val-detect/val-wrong-classes': ['class-count-mismatch', /classes/],
};

/** What was wrong without ending the run. */
const warnings: Readonly<Record<string, readonly [rule: RuleId, evidence: RegExp]>> = {
	'errors/corrupt-labels-cached': ['corrupt-labels', /[1-9] corrupt/],
	'errors/corrupt-labels-warnings': ['corrupt-labels', /duplicate labels removed|corrupt/],
	'errors/gitpython-missing-requirements': ['requirements-unmet', /pip install "notthere/],
	'resume/02-resume-path-other-flags': ['resume-ignores-arguments', /--batch-size/],
	'resume/05-resume-noarg-with-weights-of-older': ['resume-ignores-arguments', /--weights/],
};

const recordings = readRecordings();
const errorsOf = (diagnoses: readonly Diagnosis[]) => diagnoses.filter(({severity}) => severity === 'error');

describe('diagnoses of recordings, with what the engine says of the container', () => {
	test('the tables name recordings that exist', () => {
		const names = new Set(recordings.map(({name}) => name));
		expect([...Object.keys(failures), ...Object.keys(warnings)].filter(name => !names.has(name))).toEqual([]);
		expect(names.size).toBeGreaterThan(100);
	});

	test.each(recordings.map(({name, directory}) => [name, directory] as const))('%s', (name, directory) => {
		const diagnoses = diagnose({run: readRecordedRun(directory, true)}, 'en');
		const errors = errorsOf(diagnoses);
		const [failure, failureEvidence] = failures[name] ?? [];
		expect(errors.map(({rule}) => rule)).toEqual(failure === undefined ? [] : [failure]);
		expect(errors[0]?.evidence.join('\n') ?? '').toMatch(failureEvidence ?? /^$/);
		const [warning, warningEvidence] = warnings[name] ?? [];
		const found = diagnoses.find(({rule}) => rule === warning);
		expect(found?.rule).toBe(warning);
		expect(found?.evidence.join('\n') ?? '').toMatch(warningEvidence ?? /^$/);
		for (const {what, why, action, evidence} of diagnoses) {
			expect([what, why, action].every(text => text.trim() !== '' && !/undefined|NaN\b|\[object/.test(text))).toBe(true);
			expect(evidence.length).toBeGreaterThan(0);
		}
	});

	test.each(recordings.map(({name, directory}) => [name, directory] as const))('%s as a log file: the same, but for what only the engine knows', (name, directory) => {
		const run = readRecordedRun(directory, false);
		const [failure, evidence] = failures[name] ?? [];
		const isToldByEngineOnly = evidence?.source.includes('OOMKilled') ?? false;
		expect(errorsOf(diagnose({run}, 'en')).map(({rule}) => rule)).toEqual(failure === undefined || isToldByEngineOnly ? [] : [failure]);
	});

	test('the Chinese words say the same of every recording', () => {
		const figures = (diagnoses: readonly Diagnosis[]) => diagnoses.map(({rule, evidence}) => [rule, evidence.map(text => text.match(/\d[\d.]*/g))]);
		for (const {directory} of recordings) {
			const run = readRecordedRun(directory, true);
			const [english, chinese] = [diagnose({run}, 'en'), diagnose({run}, 'zh')];
			expect(figures(chinese)).toEqual(figures(english));
			expect(chinese.flatMap(({evidence}) => evidence).filter(text => /\d instances?$/.test(text))).toEqual([]);
			expect(chinese.every(({what, why, action}) => [what, why, action].every(text => /\p{Script=Han}/u.test(text)))).toBe(true);
		}
	});
});

type DockerError = {readonly label: string; readonly kind: string; readonly exit_code?: number; readonly stdout?: string; readonly stderr?: string; readonly body?: string};

describe('what docker says when a container cannot be made or started', () => {
	const cases = JSON.parse(readFileSync(path.join(import.meta.dirname, '../recordings/docker-errors/errors.json'), 'utf8')) as readonly DockerError[];
	const byLabel = (label: string): DockerError => cases.find(candidate => candidate.label === label)!;

	/** As a shell's log of the command. */
	const diagnosePrinted = ({stdout = '', stderr = '', exit_code: exitCode}: DockerError) => {
		const store = createStore();
		const parser = createParser();
		const lines = createTerminalLines('stderr');
		store.dispatch([...lines.push(Buffer.from(stdout + stderr)), ...lines.end()].flatMap(line => parser.push(line)));
		store.dispatch(exitCode === undefined ? [] : [{type: 'process-exited', exitCode}]);
		return diagnose({run: store.getState()}, 'en').map(({rule}) => rule);
	};

	test.each<readonly [string, RuleId]>([
		['gpus-all-run', 'container-toolkit-missing'],
		['gpus-all-start-again', 'container-toolkit-missing'],
		['gpus-device-run', 'container-toolkit-missing'],
		['runtime-nvidia', 'container-toolkit-missing'],
		['command-not-found', 'command-not-found'],
		['bash-command-not-found', 'command-not-found'],
		['not-executable', 'container-start-failed'],
		['memory-too-small', 'container-start-failed'],
		['bind-source-missing-mount', 'container-start-failed'],
		['train-not-there', 'python-traceback'],
		['segv-child', 'process-crashed'],
		['abrt-init', 'process-crashed'],
		['bus-init', 'shm-bus-error'],
	])('%s: %s', (label, rule) => {
		expect(diagnosePrinted(byLabel(label))).toEqual([rule]);
	});

	test.each(['exec-stopped', 'attach-stopped-cli', 'daemon-not-running', 'exit-code-passed', 'cwd-missing-is-created'])('%s says nothing of a training', label => {
		expect(diagnosePrinted(byLabel(label))).toEqual([]);
	});

	test.each<readonly [string, RuleId]>([
		['gpus-api-start', 'container-toolkit-missing'],
		['create-runtime-nvidia', 'container-toolkit-missing'],
		['create-no-such-image', 'container-start-failed'],
	])('%s as the answer of the API: %s', (label, rule) => {
		const {message} = JSON.parse(byLabel(label).body!) as {readonly message: string};
		const [diagnosis, ...others] = diagnose({run: initialRunState, startError: message}, 'en');
		expect(diagnosis).toMatchObject({rule, severity: 'error', evidence: [message]});
		expect(others).toEqual([]);
	});

	test('a container that was left over after the refused start', () => {
		const {State: {Status: status, ExitCode: exitCode, Error: error}} = JSON.parse(byLabel('gpus-api-inspect-state').body!) as {readonly State: {readonly Status: 'created'; readonly ExitCode: number; readonly Error: string}};
		const diagnoses = diagnose({run: {...initialRunState, container: {status, exitCode, error}}, container: {hasGpuRequest: true}}, 'en');
		expect(diagnoses.map(({rule}) => rule)).toEqual(['container-toolkit-missing']);
		expect(diagnoses[0]!.action).toContain('nvidia-container-toolkit');
	});
});
