import {expect, test} from 'vitest';
import {whyDisabled} from '../../../source/commands/screen/why-disabled.ts';

const facts = {
	isReadOnly: false, isBusy: false, isTraining: false, status: 'exited', isLocal: false, isProcessRunning: undefined,
} as const;

test.each(['stop', 'pause', 'resume', 'relaunch', 'restart', 'remove', 'copy-out', 'shell'] as const)('%s does nothing to a container that is removed', command => {
	expect(whyDisabled(command, {...facts, status: 'removed'})).toBe('no-container');
	expect(whyDisabled(command, {...facts, status: 'removed', isReadOnly: true})).toBe('read-only');
});

test('a run that has ended is resumed, not stopped', () => {
	expect(whyDisabled('resume', facts)).toBeUndefined();
	expect(whyDisabled('stop', facts)).toBe('not-running');
});
