import {describe, expect, test} from 'vitest';
import {whyDisabled, type ActionFacts} from '../../source/cli/screen/why-disabled.ts';
import {toolCommands, whyToolDisabled} from '../../source/cli/screen/why-tool-disabled.ts';
import {screenIds, type DisabledReason} from '../../source/keys/binding.ts';
import type {KeyCommand} from '../../source/keys/keymap.ts';
import {activeBindings, resolveKey, type KeyContext} from '../../source/keys/resolve-key.ts';
import {createKeyAnswers} from '../../source/screen/answer-keys.ts';
import type {CommandParts} from '../../source/screen/command-handlers.ts';
import {createUiState} from '../../source/screen/ui-state.ts';
import {keyWords} from '../../source/words/keys.ts';

const reasons = Object.keys(keyWords('en').disabled) as DisabledReason[];

/** Presses a key where the commands are refused, and gives what is told. */
function press(key: string, context: KeyContext): readonly string[] {
	const told: string[] = [];
	const ui = createUiState('en', 'dark');
	const refuse = () => {
		throw new Error('a refused command is carried out');
	};

	const parts = {
		sources: {},
		terminalCommands: {},
		answers: {
			dialogs: {
				tell(text: string) {
					told.push(text);
				},
			},
		},
		ui: {get: () => ui, set: () => undefined},
		picture: {keyContext: () => context, model: refuse, context: refuse},
	} as unknown as CommandParts;
	createKeyAnswers(parts).onKey(key);
	return told;
}

describe('a key that does nothing', () => {
	test.each(screenIds)('says why, whatever the reason, on the screen %s', screen => {
		const open: KeyContext = {screen, canScroll: true, disabled: {}};
		for (const {command, keys, needsScroll} of activeBindings(open)) {
			const key = keys.find(one => resolveKey(one, open)?.command === command)!;
			for (const reason of reasons) {
				expect([command, ...press(key, {...open, disabled: {[command]: reason}})]).toEqual([command, keyWords('en').disabled[reason]]);
			}

			if (needsScroll === true) {
				expect(press(key, {...open, canScroll: false})).toEqual([keyWords('en').disabled['nothing-to-scroll']]);
			}
		}
	});

	test('has words for each reason in both languages', () => {
		for (const language of ['en', 'zh'] as const) {
			expect(Object.values(keyWords(language).disabled).every(text => text.length > 3)).toBe(true);
		}

		expect(Object.keys(keyWords('zh').disabled).toSorted()).toEqual(reasons.toSorted());
	});
});

const flags = [true, false];
const statuses = ['created', 'running', 'paused', 'restarting', 'exited', 'removed', 'dead', undefined] as const;
const runCommands = ['stop', 'pause', 'resume', 'relaunch', 'restart', 'remove', 'copy-out', 'shell'] as const satisfies readonly KeyCommand[];

/** Every state that a run can be in, as far as keys ask for it. */
const states: readonly ActionFacts[] = statuses.flatMap(status => flags.flatMap(isTraining => flags.flatMap(isEnding => flags.flatMap(isReading => [
	{isLocal: false, isDirectory: false, isProcessRunning: undefined},
	...(status === undefined ? [{isLocal: true, isDirectory: true, isProcessRunning: undefined}, ...[undefined, true, false].map(isProcessRunning => ({isLocal: true, isDirectory: false, isProcessRunning}))] : []),
].map(place => ({
	...place, status, isTraining, isEnding, isReading, isReadOnly: false, isBusy: false,
}))))));

describe('what keys do to a run in every state', () => {
	test('what cannot be done to a container that is not there or not up is refused', () => {
		for (const facts of states.filter(({isLocal}) => !isLocal)) {
			const isUp = facts.status === 'running' || facts.status === 'paused';
			const refused = runCommands.filter(command => whyDisabled(command, facts) !== undefined);
			if (facts.status === undefined || facts.status === 'removed') {
				expect(refused).toEqual(runCommands);
			} else {
				expect(refused.includes('stop')).toBe(!isUp);
				expect(refused.includes('resume')).toBe(facts.isTraining || facts.isEnding || facts.isReading);
				// Other settings end what still runs first.
				expect(refused.includes('relaunch')).toBe(facts.isReading);
				expect(refused.includes('remove')).toBe(false);
			}
		}
	});

	test('a removed container is said to be removed by each of them', () => {
		for (const facts of states.filter(({status}) => status === 'removed')) {
			expect([...new Set(runCommands.map(command => whyDisabled(command, facts)))]).toEqual(['removed']);
		}

		expect(toolCommands.map(command => whyToolDisabled(command, {
			isReadOnly: false, status: 'removed', target: 'container', hasCheckpoint: true,
		}))).toEqual(['removed', 'removed', 'removed']);
	});

	test('nothing is done to a run of this machine that only a container can do', () => {
		for (const facts of states.filter(({isLocal}) => isLocal)) {
			for (const command of ['pause', 'restart', 'remove', 'copy-out', 'shell'] as const) {
				expect(whyDisabled(command, facts)).toBe('no-container');
			}

			expect(whyDisabled('resume', facts) === undefined).toBe(facts.isProcessRunning !== true);
		}
	});
});
