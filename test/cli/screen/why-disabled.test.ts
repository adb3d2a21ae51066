import {expect, test} from 'vitest';
import {whyDisabled} from '../../../source/cli/screen/why-disabled.ts';

const facts = {
	isReadOnly: false, isBusy: false, isTraining: false, isEnding: false, isReading: false, status: 'exited', isLocal: false, isDirectory: false, isProcessRunning: undefined,
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
	['a process that this yolotop has not started', true, false, undefined, 'not-ours'],
	['a directory that somebody trains into', true, true, undefined, undefined],
	['a directory that nobody trains into', false, true, undefined, 'not-running'],
	['one that has ended', false, false, undefined, 'not-running'],
	['our own', true, false, true, undefined],
	['our own that has ended', false, false, false, 'not-running'],
] as const)('stopping a run of this machine, %s', (_, isTraining, isDirectory, isProcessRunning, reason) => {
	expect(whyDisabled('stop', {
		...facts, isLocal: true, isTraining, isDirectory, isProcessRunning,
	})).toBe(reason);
});

test.each([
	['what was printed before is still being read', {isReading: true}, 'still-reading', 'still-reading'],
	['the process is still ending', {isEnding: true, status: 'running'}, 'still-ending', undefined],
	['the training runs', {isTraining: true, status: 'running'}, 'still-training', undefined],
] as const)('resume and other settings while %s', (_, more, resume, relaunch) => {
	expect([whyDisabled('resume', {...facts, ...more}), whyDisabled('relaunch', {...facts, ...more})]).toEqual([resume, relaunch]);
});

const commands = ['stop', 'pause', 'resume', 'relaunch', 'restart', 'remove', 'copy-out', 'shell'] as const;

test.each(commands)('%s waits for the action that is under way', command => {
	expect(whyDisabled(command, {...facts, status: 'running', isBusy: true})).toBe('busy');
	expect(whyDisabled(command, {...facts, status: 'removed', isBusy: true})).toBe('busy');
});

test.each(['stop', 'resume', 'relaunch'] as const)('%s of a run of this machine waits for the action that is under way', command => {
	const here = {...facts, isLocal: true, isBusy: true};
	expect(whyDisabled(command, {...here, isProcessRunning: command === 'stop'})).toBe('busy');
});

/** What can be done in each status of the container; all others need one that was not removed. */
const byStatus = {
	running: ['stop', 'pause', 'shell'], paused: ['stop', 'pause'], exited: [], created: [], restarting: [], dead: [],
} as const;

test.each(Object.entries(byStatus) as ReadonlyArray<[keyof typeof byStatus, readonly string[]]>)('in a container that is %s only these of stop, pause and shell do something: %j', (status, possible) => {
	expect(['stop', 'pause', 'shell'].filter(command => whyDisabled(command as 'stop', {...facts, status}) === undefined)).toEqual(possible);
	expect((['restart', 'remove', 'copy-out'] as const).map(command => whyDisabled(command, {...facts, status}))).toEqual([undefined, undefined, undefined]);
});

test.each(commands)('%s needs a container or a run of this machine', command => {
	expect(whyDisabled(command, {...facts, status: undefined})).toBe('no-container');
	expect(whyDisabled(command, {...facts, status: undefined, isReadOnly: true})).toBe('read-only');
});

test.each([
	[undefined, ['not-running', undefined, undefined]],
	[false, ['not-running', undefined, undefined]],
	[true, [undefined, 'still-training', undefined]],
] as const)('stop, resume and other settings of a run of this machine, a process of our own running: %s', (isProcessRunning, reasons) => {
	const reasonOf = (command: typeof commands[number], more: {readonly isEnding?: true} = {}) => whyDisabled(command, {
		...facts, isLocal: true, isProcessRunning, ...more,
	});
	expect((['stop', 'resume', 'relaunch'] as const).map(command => reasonOf(command))).toEqual(reasons);
	expect(reasonOf('resume', {isEnding: true})).toBe(isProcessRunning === true ? 'still-ending' : undefined);
	expect((['pause', 'restart', 'remove', 'copy-out', 'shell'] as const).map(command => reasonOf(command))).toEqual(Array.from({length: 5}, () => 'no-container'));
});
