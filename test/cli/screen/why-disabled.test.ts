import {expect, test} from 'vitest';
import {whyDisabled} from '../../../source/cli/screen/why-disabled.ts';

const facts = {
	isReadOnly: false, isBusy: false, isTraining: false, isEnding: false, isReading: false, status: 'exited', isLocal: false, isProcessRunning: undefined,
} as const;

test.each(['stop', 'pause', 'resume', 'relaunch', 'restart', 'remove', 'copy-out', 'shell'] as const)('%s does nothing to a container that is removed', command => {
	expect(whyDisabled(command, {...facts, status: 'removed'})).toBe('removed');
	expect(whyDisabled(command, {...facts, status: 'removed', isReadOnly: true})).toBe('read-only');
});

test('a run that has ended is resumed, not stopped', () => {
	expect(whyDisabled('resume', facts)).toBeUndefined();
	expect(whyDisabled('stop', facts)).toBe('not-running');
});

test.each([
	['one that trains elsewhere', true, undefined, 'not-ours'],
	['one that has ended', false, undefined, 'not-running'],
	['our own', true, true, undefined],
	['our own that has ended', false, false, 'not-running'],
] as const)('stopping a run of this machine, %s', (_, isTraining, isProcessRunning, reason) => {
	expect(whyDisabled('stop', {
		...facts, isLocal: true, isTraining, isProcessRunning,
	})).toBe(reason);
});

test.each([
	['what was printed before is still being read', {isReading: true}, 'still-reading', 'still-reading'],
	['the process is still ending', {isEnding: true, status: 'running'}, 'still-ending', undefined],
	['the training runs', {isTraining: true, status: 'running'}, 'still-training', undefined],
] as const)('resume and other settings while %s', (_, more, resume, relaunch) => {
	expect([whyDisabled('resume', {...facts, ...more}), whyDisabled('relaunch', {...facts, ...more})]).toEqual([resume, relaunch]);
});
