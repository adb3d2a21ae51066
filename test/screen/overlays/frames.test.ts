import {expect, test} from 'vitest';
import {settingsForm} from '../../../source/actions/resume/settings-form.ts';
import {displayWidth} from '../../../source/format/display-width.ts';
import {createTextInput} from '../../../source/screen/text-input.ts';
import type {Overlay} from '../../../source/screen/overlays/overlay.ts';
import {drawEverySize} from '../fixtures/every-size.ts';
import {sampleStates} from '../fixtures/sample-run.ts';
import type {SampleScreen} from '../fixtures/sample-screen.ts';
import {shownView} from '../fixtures/shown-view.ts';
import {stopLossText} from '../../../source/words/actions.ts';
import {type Language, wordsIn} from '../../../source/words/words.ts';

/** The longest question that yolotop asks: how to stop. */
function dialog(language: Language): Overlay {
	const words = wordsIn(language).screenAction;
	const cost = language === 'en' ? 'the work since the checkpoint of epoch 43, 31 s, is lost; the run goes on with epoch 44 when it is resumed' : '第 43 轮检查点之后 31 秒的进度会丢失；继续训练时从第 44 轮继续';
	return {
		kind: 'dialog',
		ticket: 1,
		chosen: 0,
		question: {
			title: words.stopTitle('yolo-vest'),
			paragraphs: [words.stopAfterEpochNote, words.stopNowNote(cost)],
			command: 'docker exec yolo-vest kill -INT 42',
			choices: [
				{id: 'stop-after-epoch', label: words.stopAfterEpoch, key: 'e'},
				{
					id: 'stop-now', label: words.stopNow, loss: stopLossText({epoch: 44, share: 0.53, hasCheckpoint: true}, language), key: 'n',
				},
				{id: 'none', label: words.goOn, key: 'g'},
			],
		},
	};
}

function form(language: Language, field = 0): Overlay {
	const spec = settingsForm(sampleStates.training(), language, {remedy: {kind: 'relaunch', batchSize: 2, shmSizeBytes: 8 * (2 ** 30)}});
	return {
		kind: 'form', ticket: 1, form: spec, field, inputs: spec.fields.map(({value}) => createTextInput(value)),
	};
}

const overlays: Readonly<Record<string, (language: Language) => Overlay>> = {
	dialog,
	form,
	prompt: language => ({
		kind: 'prompt', purpose: 'logs-search', label: wordsIn(language).logs.prompt.search, input: createTextInput('mAP'), original: '',
	}),
	palette: () => ({kind: 'palette', input: createTextInput('st'), chosen: 0}),
	'palette-groups': () => ({kind: 'palette', input: createTextInput(), chosen: 0}),
	help: () => ({kind: 'help', top: 0, query: ''}),
};

/** What is over the screen, alone. */
function drawOver(sample: SampleScreen) {
	return shownView(sample).panels.at(-1)!;
}

test.each(Object.entries(overlays))('%s at every size in both languages', async (name, make) => {
	const frames = await drawEverySize(`overlay-${name}`, language => ({state: 'training', ui: {overlays: [make(language)]}}));
	await expect(frames).toMatchFileSnapshot(`../frames/overlay-${name}.txt`);
});

test.each(['en', 'zh'] as const)('every answer of a question and the field that is typed in are always in sight, in %s', language => {
	for (const rows of [6, 8, 10, 12, 16, 24]) {
		for (const columns of [40, 60, 80]) {
			const sample = {
				state: 'training', columns, rows, language,
			} as const;
			const asked = dialog(language) as Overlay & {readonly kind: 'dialog'};
			const text = drawOver({...sample, ui: {overlays: [asked]}}).lines.join('\n');
			for (const {key, label} of asked.question.choices) {
				expect(text, `${columns}x${rows}`).toMatch(new RegExp(`${key} .*${label.slice(0, 6)}`));
			}

			const {fields} = (form(language) as Overlay & {readonly kind: 'form'}).form;
			for (const [index, {label}] of fields.entries()) {
				expect(drawOver({...sample, ui: {overlays: [form(language, index)]}}).lines.join('\n'), `${columns}x${rows}`).toContain(label);
			}
		}
	}
});

test.each(Object.entries(overlays))('the overlay %s stays inside the terminal, and every line fills it', (_, make) => {
	for (const [columns, rows] of [[40, 10], [41, 11], [63, 18], [80, 24], [131, 40]] as const) {
		for (const language of ['en', 'zh'] as const) {
			const {placed, lines} = drawOver({
				state: 'training', columns, rows, language, ui: {overlays: [make(language)]},
			});
			expect(placed.x + placed.width).toBeLessThanOrEqual(columns);
			expect(placed.y + lines.length).toBeLessThanOrEqual(rows);
			for (const line of lines) {
				expect(displayWidth(line), line).toBe(placed.width);
			}
		}
	}
});

test('the help shows only what fits what is searched', () => {
	const draw = (query: string) => drawOver({
		state: 'training', columns: 100, rows: 60, ui: {overlays: [{kind: 'help', top: 0, query}]},
	}).lines.join('\n');
	expect(draw('')).toContain('leave yolotop; the training continues untouched');
	expect(draw('FREEZE')).toContain('freeze');
	expect(draw('FREEZE')).not.toContain('leave yolotop; the training continues untouched');
	expect(draw('no such key')).toContain('No key and no term matches no such key.');
});
