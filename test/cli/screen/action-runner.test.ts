import {expect, test} from 'vitest';
import type {Conversation} from '../../../source/conversation/conversation.ts';
import {createActionRunner} from '../../../source/cli/screen/action-runner.ts';
import {keyNameOf} from '../../../source/keys/key-names.ts';
import {keymap, type RunCommand} from '../../../source/keys/keymap.ts';

const conversation = {language: 'en', tell: () => undefined, setActivity: () => undefined} as unknown as Conversation;
const runCommands = keymap.filter(({category}) => category === 'run').map(({command}) => command as RunCommand);

test.each(runCommands)('the journal names the key that the table has for %s', async command => {
	let trigger: string | undefined;
	await createActionRunner(() => 0).report(command, conversation)(async context => {
		trigger = context.trigger;
		return {kind: 'done'};
	});
	expect(trigger).toBe(keyNameOf(command));
});

test('a key that is given to a command in the table is its name everywhere', () => {
	const rebound = keymap.map(binding => binding.command === 'restart' ? {...binding, keys: ['ctrl+t', 'R']} : binding);
	expect([keyNameOf('restart'), keyNameOf('restart', false, rebound)]).toEqual(['Ctrl-R', 'Ctrl-T']);
});

test('an action is started by its command, never by a key that is typed again', () => {
	// @ts-expect-error -- A key is no command.
	expect(() => keyNameOf('s')).toThrow();
});
