import {setImmediate as nextTurn} from 'node:timers/promises';
import {expect, test} from 'vitest';
import {mountApp} from '../../source/screen/mount-app.tsx';
import type {Overlay} from '../../source/screen/overlays/overlay.ts';
import {createScreenDrawer} from '../../source/screen/screen-view.ts';
import {createTextInput} from '../../source/screen/text-input.ts';
import {createKeyboard} from './fixtures/keyboard.ts';
import {sampleModel} from './fixtures/sample-screen.ts';
import {plain} from './sizes.ts';

const prompt: Overlay = {
	kind: 'prompt', purpose: 'ask', label: 'Name:', input: createTextInput('a'), original: '',
};

function open() {
	const keyboard = createKeyboard();
	const typed: string[] = [];
	const app = mountApp({input: keyboard}, {
		onKey(key) {
			typed.push(key);
		},
		onPaste(text) {
			typed.push(`paste ${text}`);
		},
	});
	const sample = {
		state: 'training', columns: 40, rows: 10, ui: {overlays: [prompt]},
	} as const;
	const [scene] = createScreenDrawer().draw(sampleModel(sample), sample).over;
	return {
		app, keyboard, typed, scene: scene!,
	};
}

test('an overlay is laid out at once, as it is at that moment', () => {
	const {app, scene} = open();
	expect(app.layOut(scene).map(line => plain(line))).toEqual(['Name: a ']);
	expect(app.layOut({...scene, overlay: {...prompt, input: createTextInput('ab')}}).map(line => plain(line))).toEqual(['Name: ab ']);
	app.unmount();
});

test('keys and pastes are handed on by name, also those that were typed before', async () => {
	const {app, keyboard, typed} = open();
	keyboard.write('j');
	keyboard.write('\u{1B}[A');
	keyboard.write('\u{1B}[200~q q\u{1B}[201~');
	await nextTurn();
	await nextTurn();
	expect(typed).toEqual(['j', 'up', 'paste q q']);
	app.unmount();
});

test('what a component throws ends the application', async () => {
	const {app, scene} = open();
	const ended = app.waitUntilExit();
	app.layOut({...scene, overlay: {kind: 'dialog', ticket: 1, chosen: 0} as unknown as Overlay});
	await expect(ended).rejects.toThrow();
});
