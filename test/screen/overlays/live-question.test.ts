import {
	afterEach,
	beforeEach,
	expect,
	test,
	vi,
} from 'vitest';
import {createAnswers} from '../../../source/screen/overlays/dialogs.ts';
import {topOverlay, createUiState, type UiState} from '../../../source/screen/ui-state.ts';
import type {Question} from '../../../source/conversation/question.ts';

const choice = (id: string, key: string) => ({id, label: id, key});
const question = (text: string, ...ids: readonly string[]): Question => ({title: 'Stop?', paragraphs: [text], choices: ids.map(id => choice(id, id[0]!))});

let ui: UiState;
let draws: number;
let answers: ReturnType<typeof createAnswers>;

beforeEach(() => {
	vi.useFakeTimers();
	ui = createUiState('en', 'dark');
	draws = 0;
	answers = createAnswers({
		ui: {
			get: () => ui,
			set(next) {
				draws += next === ui ? 0 : 1;
				ui = next;
			},
		},
		now: Date.now,
		lend: async work => work(),
	});
});
afterEach(() => {
	answers.close();
	vi.useRealTimers();
});

const shown = () => {
	const overlay = topOverlay(ui);
	return overlay?.kind === 'dialog' ? overlay : undefined;
};

test('its words follow what they tell of; without a change nothing is drawn', async () => {
	let text = 'epoch 3';
	const answered = answers.dialogs.ask(question(text, 'wait', 'now'), {read: () => question(text, 'wait', 'now'), signal: new AbortController().signal});
	await vi.advanceTimersByTimeAsync(5000);
	expect([draws, shown()?.question.paragraphs]).toEqual([1, ['epoch 3']]);
	text = 'epoch 4';
	await vi.advanceTimersByTimeAsync(1000);
	expect([draws, shown()?.question.paragraphs]).toEqual([2, ['epoch 4']]);
	answers.settle({ticket: shown()!.ticket, value: 'now'});
	expect(await answered).toBe('now');
	text = 'epoch 5';
	await vi.advanceTimersByTimeAsync(5000);
	expect(draws).toBe(2);
});

test('the answer that was chosen stays chosen; where it is gone, the first takes its place', async () => {
	let ids = ['wait', 'now', 'go on'];
	void answers.dialogs.ask(question('a', ...ids), {read: () => question('b', ...ids), signal: new AbortController().signal});
	ui = {...ui, overlays: [{...shown()!, chosen: 1}]};
	ids = ['go on', 'now'];
	await vi.advanceTimersByTimeAsync(1000);
	expect(shown()).toMatchObject({chosen: 1, question: {choices: [{id: 'go on'}, {id: 'now'}]}});
	ids = ['go on', 'kill'];
	await vi.advanceTimersByTimeAsync(1000);
	expect(shown()).toMatchObject({chosen: 0});
});

test('its signal closes it without an answer, also below another overlay', async () => {
	const closing = new AbortController();
	const answered = answers.dialogs.ask(question('a', 'wait'), {read: () => question('a', 'wait'), signal: closing.signal});
	answers.dialogs.show('Help', []);
	closing.abort();
	expect(await answered).toBeUndefined();
	expect(ui.overlays.map(({kind}) => kind)).toEqual(['pane']);
});
