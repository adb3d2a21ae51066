import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ErrorCode} from '../../source/domain/user-error.ts';
import type {TerminalLine} from '../../source/domain/line.ts';
import {createPipeline} from '../../source/feed/pipeline.ts';
import {createPlainLines} from '../../source/plain/plain-lines.ts';
import {runToStatusText} from '../../source/plain/status-text.ts';
import {createLogBuffer} from '../../source/run/log-buffer.ts';
import {createStore} from '../../source/run/store.ts';
import {composeView} from '../../source/screen/compose-view.ts';
import {createScreenDrawer} from '../../source/screen/screen-view.ts';
import {setTitle} from '../../source/screen/terminal/sequences.ts';
import {demoTraining} from '../../source/demo/training.ts';
import {sampleModel} from '../screen/fixtures/sample-screen.ts';
import {describeError} from '../../source/words/errors.ts';
import {wordsIn} from '../../source/words/words.ts';

const encoder = new TextEncoder();

/** What a terminal obeys: title, clipboard, colours of the palette, cursor, mouse, device reports, alternate screen, C1, bidi. */
const attack = fc.constantFrom(
	'\u{1B}]0;owned\u{7}', '\u{1B}]52;c;ZXZpbA==\u{7}', '\u{1B}]8;;http://x\u{1B}\\', '\u{1B}]4;1;?\u{7}', '\u{1B}P+q544e\u{1B}\\', '\u{1B}[?1000h', '\u{1B}[?1049h', '\u{1B}[2J', '\u{1B}[6n', '\u{1B}[c', '\u{1B}c', '\u{1B}(0', '\u{9B}31m', '\u{9D}0;x\u{9C}', '\u{90}q\u{9C}', '\u{85}', '\u{8}\u{8}', '\u{7F}', '\u{0}', '\u{B}', '\u{202E}', '\u{2066}', '\u{1B}', '\u{1B}[', '\u{1B}]', '\u{1B}[1;1H', '\u{1B}^x\u{1B}\\', '\u{FEFF}', '\u{E}', '\u{200B}', '\u{200D}', '\u{2060}', '\u{E0041}', '\u{2028}', '\u{AD}',
);
const words = fc.constantFrom('Epoch', ' ', '  0/99', '1.03G', '0.05', '100%|█| 5/5 [00:01<00:00]', 'all', 'names', '训练', 'Traceback (most recent call last):', 'RuntimeError: ', 'train: ', 'weights=', 'WARNING ⚠️ ', 'Results saved to ', 'YOLOv5 ', '\r', '\n', '\t');
const hostileText = fc.array(fc.oneof(attack, words, fc.string({unit: 'binary', maxLength: 6})), {maxLength: 30}).map(pieces => pieces.join(''));

const training = Array.from(demoTraining({epochs: 2, speed: 1, seed: 1}), ({text}) => text).join('');

/** Everything that is not printed, except colours. */
const forbidden = /[\0-\u{9}\u{B}-\u{1F}\u{7F}-\u{9F}\u{AD}\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{D800}-\u{DFFF}\u{FEFF}\u{E0000}-\u{E007F}]/u;
const withoutColours = (text: string) => text.replaceAll(/\u{1B}\[[\d:;]*m/gu, '');

function expectHarmless(texts: readonly string[]): void {
	for (const text of texts) {
		expect(withoutColours(text)).not.toMatch(forbidden);
	}
}

/** A run whose whole output, target and container are hostile. */
function runOf(output: string, name: string) {
	const store = createStore();
	const log = createLogBuffer();
	const plain = createPlainLines('en');
	const plainTexts: string[] = [];
	const clock = {now: 1_800_000_000_000, utcOffsetMinutes: 0};
	const pipeline = createPipeline(({events, lines}) => {
		log.push(lines);
		store.dispatch(events);
		plainTexts.push(...plain.push(events, store.getState(), clock.now));
	});
	pipeline.event({
		type: 'target-described', target: {
			kind: 'container', name, id: 'abc', image: name,
		},
	});
	const bytes = encoder.encode(output);
	for (let start = 0; start < bytes.length; start += 97) {
		pipeline.output('tty', bytes.subarray(start, start + 97));
		pipeline.flush();
	}

	pipeline.end();
	const state = store.getState();
	const lines: readonly TerminalLine[] = log.lines();
	return {
		plain: [...plainTexts, ...plain.end(state, clock.now)],
		status: runToStatusText(state, 'en', clock),
		screens: (['overview', 'logs'] as const).flatMap(screen => [[120, 36], [40, 10]].map(([columns = 0, rows = 0]) => {
			const sample = sampleModel({
				state: 'training', columns, rows, depth: '256',
			});
			const model = {
				...sample, state, log: {...sample.log, lines, dropped: log.dropped()}, ui: {...sample.ui, screen},
			};
			return composeView(createScreenDrawer().draw(model, {columns, rows}));
		})),
	};
}

describe('nothing that a terminal obeys gets through', () => {
	it('from the output, the names and the files of a container', () => {
		fc.assert(fc.property(hostileText, hostileText, fc.nat({max: training.length}), (text, name, place) => {
			const {plain, status, screens} = runOf(`${training.slice(0, place)}${text}${training.slice(place)}`, name);
			expectHarmless(plain);
			expectHarmless(status);
			for (const screen of screens) {
				expectHarmless(screen);
			}
		}), {numRuns: 60});
	});

	it('from the values of an error', () => {
		const codes = Object.keys(wordsIn('en').error) as ErrorCode[];
		fc.assert(fc.property(fc.constantFrom(...codes), hostileText, fc.constantFrom('en' as const, 'zh' as const), (code, text, language) => {
			const names = Array.from(`${wordsIn('en').error[code].message}${wordsIn('en').error[code].hint}`.matchAll(/\{(\w+)\}/g), ([, name]) => name!);
			const {message, hint} = describeError({code, values: Object.fromEntries(names.map(name => [name, text]))}, language);
			expectHarmless([message, hint]);
			expect(`${message}${hint}`).not.toContain('\u{1B}');
			expect(`${message}${hint}`).not.toContain('\n');
		}), {numRuns: 500});
	});

	it('from a title', () => {
		fc.assert(fc.property(hostileText, text => {
			expect(setTitle(text).slice(4, -1)).not.toMatch(forbidden);
		}));
	});
});
