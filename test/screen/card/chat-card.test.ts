import {describe, expect, it} from 'vitest';
import type {RunState} from '../../../source/domain/run.ts';
import {displayWidth} from '../../../source/format/display-width.ts';
import {initialRunState} from '../../../source/run/initial-state.ts';
import {
	cardSize,
	chatCardText,
	drawChatCard,
	plainLook,
	type CardModel,
} from '../../../source/screen/card/chat-card.ts';
import {createLook} from '../../../source/screen/theme/look.ts';
import {createUiState} from '../../../source/screen/ui-state.ts';
import {type Language, wordsIn} from '../../../source/words/words.ts';
import {recordedRun} from '../fixtures/recorded-run.ts';
import {sampleNow} from '../fixtures/sample-run.ts';

const model = (state: RunState, language: Language = 'en', look = plainLook({chartStyle: 'braille'})): CardModel => ({
	state, now: sampleNow, look, words: wordsIn(language).screen, ui: createUiState(language, 'auto'), isSimulated: state.target?.kind === 'demo',
});

const noQuality = {
	map50To95: 0, map50: 0, precision: 0, recall: 0,
};
const longName = `${'安全帽'.repeat(30)}\u{1B}[31m`;

const states: Readonly<Record<string, RunState>> = {
	finished: recordedRun('long-mid-tty-320ep').state,
	training: recordedRun('v7-detect-tty', 0.6).state,
	segment: recordedRun('v7-segment-tty').state,
	classify: recordedRun('v7-classify-tty').state,
	ultralytics: recordedRun('ultralytics-8.3-detect-tty').state,
	failed: recordedRun('bus-error/shm64m-default-w4').state,
	'out of memory': recordedRun('oom/mem-900m-w4').state,
	nothing: initialRunState,
	'one epoch': {...initialRunState, history: [{epoch: 1, losses: {box: 0.1}}], epochs: 1},
	'only losses, nan': {...initialRunState, history: [1, 2, 3].map(epoch => ({epoch, losses: {box: epoch === 2 ? NaN : 0.1, obj: NaN}}))},
	'ten thousand epochs, all 0': {...initialRunState, epochs: 10_000, history: Array.from({length: 10_000}, (_, index) => ({epoch: index + 1, losses: {box: 0}, metrics: noQuality}))},
	'wide and hostile names': {
		...recordedRun('v7-detect-tty').state, runDirectory: `/home/${longName}/runs/${longName}`, settings: {data: longName, batch: longName, device: longName}, devices: [{kind: 'cuda', label: 'CUDA:0', name: longName}],
	},
	'a demo': {...recordedRun('v7-detect-tty').state, target: {kind: 'demo', name: 'demo'}},
};

describe.each(Object.entries(states))('the card of a run: %s', (_name, state) => {
	it.each(['en', 'zh'] as const)('has lines of one width and no escape sequence in %s', language => {
		const lines = chatCardText(model(state, language)).split('\n');
		expect(lines.length).toBeGreaterThan(2);
		expect(lines.length).toBeLessThanOrEqual(cardSize.rows);
		expect([...new Set(lines.map(line => displayWidth(line)))]).toEqual([cardSize.columns]);
		expect(lines.join('')).not.toMatch(/\p{Control}/u);
	});

	it('is the same with colours, but for these', () => {
		const look = createLook({theme: 'dark', depth: '256', isAscii: false});
		const lines = drawChatCard(model(state, 'en', look)).map(line => line.replaceAll(/\u{1B}\[[\d;]*m/gu, ''));
		expect(lines.map(line => line.replaceAll(/[\u{2800}-\u{28FF}]/gu, ' '))).toEqual(chatCardText(model(state)).split('\n').map(line => line.replaceAll(/[\u{2800}-\u{28FF}]/gu, ' ')));
	});
});

it('holds ASCII alone where nothing else may be shown', () => {
	expect(chatCardText(model(states.finished!, 'en', plainLook({chartStyle: 'ascii'})))).toMatch(/^[\n\u{20}-\u{7E}]+$/u);
});

it('says of a failure what happened', () => {
	expect(chatCardText(model(states.failed!))).toMatch(/failed[\s\S]*(?:bus error|Bus error|shared memory|DataLoader)/);
});

it('invents nothing of a run of which nothing is known', () => {
	expect(chatCardText(model(initialRunState))).not.toMatch(/\d/);
});

it('says that a demo is simulated', () => {
	expect(chatCardText(model(states['a demo']!))).toContain('SIMULATED');
});

it.each(['finished', 'training', 'failed', 'classify'])('looks so: %s', async name => {
	await expect(['en', 'zh'].map(language => chatCardText(model(states[name]!, language as Language))).join('\n')).toMatchFileSnapshot(`cards/${name}.txt`);
});
