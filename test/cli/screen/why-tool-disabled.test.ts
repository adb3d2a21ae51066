import {expect, test} from 'vitest';
import {toolCommands, whyToolDisabled} from '../../../source/cli/screen/why-tool-disabled.ts';

const reasons = (facts: Partial<Parameters<typeof whyToolDisabled>[1]>) => toolCommands.map(command => whyToolDisabled(command, {
	isReadOnly: false, status: 'running', target: 'container', hasCheckpoint: true, ...facts,
}));

test.each([
	['a container that runs', {}, [undefined, undefined, undefined]],
	['--read-only', {isReadOnly: true}, ['read-only', 'read-only', 'read-only']],
	['a container that has ended', {status: 'exited'}, [undefined, undefined, 'not-running']],
	['a container that was never started', {status: 'created'}, [undefined, undefined, 'not-running']],
	['a container that starts again', {status: 'restarting'}, [undefined, undefined, 'not-running']],
	['a container that is dead', {status: 'dead'}, [undefined, undefined, 'not-running']],
	['a container that is paused', {status: 'paused'}, ['not-running', 'not-running', 'not-running']],
	['a container that is gone', {status: 'removed'}, ['removed', 'removed', 'removed']],
	['a run directory of this machine', {status: undefined, target: 'directory'}, [undefined, undefined, undefined]],
	['a run directory without a checkpoint', {status: undefined, target: 'directory', hasCheckpoint: false}, ['no-checkpoint', 'no-checkpoint', undefined]],
	['a container whose checkpoints were not seen', {hasCheckpoint: false}, [undefined, undefined, undefined]],
	['a log file', {status: undefined, target: 'file'}, ['no-container', 'no-container', 'no-container']],
] as const)('%s', (_, facts, expected) => {
	expect(reasons(facts)).toEqual(expected);
});
