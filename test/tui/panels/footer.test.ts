import {expect, test} from 'vitest';
import {screenIds} from '../../../source/control/keys/binding.ts';
import type {KeyContext} from '../../../source/control/keymap.ts';
import {drawFooter} from '../../../source/tui/panels/footer.ts';
import {createUiState} from '../../../source/tui/ui-state.ts';
import {plain, plainLook} from '../sizes.ts';

const draw = (context: Partial<KeyContext>, columns: number, language: 'en' | 'zh' = 'en') => plain(drawFooter({ui: createUiState(language, 'dark'), look: plainLook}, {
	screen: 'overview', canScroll: true, disabled: {}, ...context,
}, columns));

test.each(screenIds)('leaving, help and the numbers of the screens have room in 40 columns, on the screen %s', screen => {
	for (const language of ['en', 'zh'] as const) {
		expect(draw({screen}, 40, language)).toMatch(/^q \S+ {2}\? \S+ {2}1-6 \S+/);
	}
});

test('the keys of the shown screen come before those of the run where not all have room', () => {
	expect(draw({screen: 'logs'}, 80)).toMatch(/^q detach {2}\? help {2}\/ search {2}nN /);
	expect(draw({screen: 'logs'}, 80)).not.toContain('s stop');
	expect(draw({screen: 'logs'}, 300)).toContain('s stop');
});
