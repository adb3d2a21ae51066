import {expect, test} from 'vitest';
import {screenIds} from '../../../source/keys/binding.ts';
import type {KeyContext} from '../../../source/keys/resolve-key.ts';
import {drawFooter} from '../../../source/screen/panels/footer.ts';
import {createUiState} from '../../../source/screen/ui-state.ts';
import {plain, plainLook} from '../sizes.ts';

const draw = (context: Partial<KeyContext>, columns: number, language: 'en' | 'zh' = 'en') => plain(drawFooter({ui: createUiState(language, 'dark'), look: plainLook}, {
	screen: 'overview', canScroll: true, disabled: {}, ...context,
}, columns)[0]!);

test.each(screenIds)('leaving, help, stopping and the numbers of the screens have room in 40 columns, on the screen %s', screen => {
	for (const language of ['en', 'zh'] as const) {
		for (const columns of [40, 80]) {
			expect(draw({screen, disabled: {'cancel-action': 'nothing-to-cancel'}}, columns, language)).toMatch(/^q \S+ {2}\? \S+ {2}s \S+ {2}1-7 \S+/);
		}
	}
});

test('a stop that waits can be called off at any width', () => {
	expect(draw({disabled: {stop: 'busy'}}, 40)).toContain('x cancel');
	expect(draw({disabled: {stop: 'busy'}}, 40, 'zh')).toContain('x 取消');
});

test('the keys of the shown screen come before those of the run where not all have room', () => {
	const disabled = {'cancel-action': 'nothing-to-cancel'} as const;
	expect(draw({screen: 'logs', disabled}, 80)).toMatch(/1-7 screen {2}\/ search {2}nN /);
	expect(draw({screen: 'logs', disabled}, 80)).not.toContain('p pause');
	expect(draw({screen: 'logs', disabled}, 300)).toContain('p pause');
});

test('the key of the pause says what it does to a container that is paused', () => {
	expect(draw({isPaused: true}, 300)).toContain('p unpause');
	expect(draw({isPaused: true}, 300, 'zh')).toContain('p 取消暂停');
});
