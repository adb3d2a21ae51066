import {describe, expect, test} from 'vitest';
import {keymap, runCommands, type KeyCommand} from '../../source/keys/keymap.ts';
import {createKeyAnswers} from '../../source/screen/answer-keys.ts';
import type {CommandParts} from '../../source/screen/command-handlers.ts';
import {createScreenDrawer} from '../../source/screen/screen-view.ts';
import type {ScreenContext} from '../../source/screen/screens/screen.ts';
import type {UiState} from '../../source/screen/ui-state.ts';
import {sampleModel} from './fixtures/sample-screen.ts';

/** The overview as a person has it before a key or a command; who was asked, what was told, and the state that came of it. */
function openOverview(more: Partial<UiState> = {}) {
	const sample = sampleModel({
		state: 'training', columns: 120, rows: 36, depth: '256',
	});
	const model = {...sample, ui: {...sample.ui, screen: 'overview' as const, ...more}};
	const drawer = createScreenDrawer();
	drawer.draw(model, {columns: 120, rows: 36});
	const told: string[] = [];
	const asked: string[] = [];
	const ask = (who: string) => () => {
		asked.push(who);
	};

	let {ui} = model;
	let now = 0;
	const answers = createKeyAnswers({
		controls: {
			execute(command: KeyCommand) {
				asked.push(`controls: ${command}`);
			},
		},
		sources: {
			doctor: {ask: ask('doctor')},
			stacks: {ask: ask('stacks')},
			machine: {ask: ask('machine')},
			runs: {open: ask('runs'), compare: ask('runs')},
		},
		session: {suspend: ask('suspend'), sink: {invalidate: ask('redraw'), flush: () => undefined}},
		answers: {
			dialogs: {
				tell(text: string) {
					told.push(text);
				},
			},
			settle: () => undefined,
		},
		terminalCommands: {
			copy: ask('terminal'), 'copy-card': ask('terminal'), 'save-log': ask('terminal'), 'switch-mouse': ask('terminal'),
		},
		ui: {
			get: () => ui,
			set(next: UiState) {
				ui = next;
			},
		},
		picture: {
			keyContext: () => drawer.keyContext({...model, ui}),
			model: () => ({...model, ui}),
			context: (): ScreenContext => ({model: {...model, ui}, range: drawer.scrollRange(model)}),
			refresh: () => undefined,
		},
		detach: ask('detach'),
	} as unknown as CommandParts, () => now);
	return {
		answers, told, asked, ui: () => ui, isChanged: () => ui !== model.ui,
		wait(ms: number) {
			now += ms;
		},
	};
}

test('Enter that is typed before a question is there does nothing to the panel below', () => {
	const pressOn = (more: Partial<UiState>, key: string) => {
		const {answers, told, isChanged} = openOverview(more);
		answers.onKey(key);
		return {told, isChanged: isChanged()};
	};

	expect(pressOn({activity: 'looking ...', isQuestionComing: true}, 'enter')).toEqual({told: ['looking ...'], isChanged: false});
	// Other keys, and Enter while yolotop only does something, mean what they always do.
	expect(pressOn({activity: 'looking ...', isQuestionComing: true}, '2').isChanged).toBe(true);
	expect(pressOn({activity: 'waiting ...'}, 'enter').told).toEqual([]);
});

test('a q that comes soon after one that closed something does nothing, and one that comes later leaves', () => {
	const {answers, asked, ui, wait} = openOverview({overlays: [{kind: 'pane', pane: 'doctor', top: 0}, {kind: 'help', top: 0, query: ''}]});
	answers.onKey('q');
	for (let repeat = 0; repeat < 30; repeat++) {
		wait(30);
		answers.onKey('q');
	}

	expect(ui().overlays).toHaveLength(1);
	wait(399);
	answers.onKey('q');
	expect(ui().overlays).toHaveLength(1);
	wait(400);
	answers.onKey('q');
	expect(ui().overlays).toHaveLength(0);
	answers.onKey('2');
	wait(1);
	answers.onKey('q');
	expect([ui().screen, asked]).toEqual(['charts', ['detach']]);
});

test('a q that closed nothing makes none after it stray', () => {
	const {answers, asked} = openOverview();
	answers.onKey('q');
	answers.onKey('q');
	expect(asked).toEqual(['detach', 'detach']);
});

/** Who answers the commands that need more than the screen's own state, beside those that act on the run. */
const owners: Readonly<Partial<Record<KeyCommand, string>>> = {
	detach: 'detach', suspend: 'suspend', redraw: 'redraw', copy: 'terminal', 'copy-card': 'terminal', 'save-log': 'terminal', 'switch-mouse': 'terminal', 'show-doctor': 'doctor', 'show-advice': 'machine', 'show-stacks': 'stacks',
};

describe('a command is answered by its owner, and nobody else is asked', () => {
	test.each([...new Set(keymap.map(({command}) => command))])('%s', command => {
		const {answers, asked} = openOverview();
		answers.execute(command);
		const owner = (runCommands as readonly KeyCommand[]).includes(command) ? `controls: ${command}` : owners[command];
		expect(asked).toEqual(owner === undefined ? [] : [owner]);
	});

	test('what a text proposes is done in its place', () => {
		const {answers, asked, ui} = openOverview({overlays: [{kind: 'pane', pane: 'diagnoses', top: 0}]});
		answers.execute('relaunch');
		expect(asked).toEqual(['controls: relaunch']);
		expect(ui().overlays).toEqual([]);
	});
});
