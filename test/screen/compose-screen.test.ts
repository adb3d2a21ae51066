import xterm from '@xterm/headless';
import {expect, test} from 'vitest';
import {composeScreen, composeView} from '../../source/screen/compose-view.ts';
import {createTextInput} from '../../source/screen/text-input.ts';
import type {Overlay} from '../../source/screen/overlays/overlay.ts';
import {createScreenDrawer} from '../../source/screen/screen-view.ts';
import {createFrameSink} from '../../source/screen/terminal/frame-sink.ts';
import {renderFrame, frameToText} from './fixtures/render-frame.tsx';
import {sampleModel, type SampleScreen} from './fixtures/sample-screen.ts';

const overlays: ReadonlyArray<readonly [name: string, overlay: Overlay]> = [
	['help', {kind: 'help', top: 0, query: ''}],
	['palette', {kind: 'palette', input: createTextInput('st'), chosen: 0}],
	['prompt', {
		kind: 'prompt', purpose: 'logs-search', label: 'Search', input: createTextInput('mAP'), original: '',
	}],
];

/** The screen of a sample in a terminal, without Ink. */
async function showWithoutInk(sample: SampleScreen): Promise<string> {
	const terminal = new xterm.Terminal({cols: sample.columns, rows: sample.rows, allowProposedApi: true});
	let output = '';
	const sink = createFrameSink({
		isIdle: () => true,
		write(text) {
			output += text;
		},
	}, sample);
	sink.frame(composeScreen(createScreenDrawer().draw(sampleModel(sample), sample))!);
	await new Promise<void>(resolve => {
		terminal.write(output, resolve);
	});
	return frameToText(terminal);
}

test.each(overlays.flatMap(([name, overlay]) => (['en', 'zh'] as const).flatMap(language => [[120, 36], [80, 24], [41, 11]].map(([columns, rows]) => [`${name} ${columns}x${rows} ${language}`, {
	state: 'training', columns: columns!, rows: rows!, language, depth: '256', ui: {overlays: [overlay]},
} satisfies SampleScreen] as const))))('%s looks as Ink lays it out', async (_, sample) => {
	expect(await showWithoutInk(sample)).toBe(frameToText(await renderFrame(sample)));
});

test('leaves what lies over characters of unknown width to Ink', () => {
	const sample = {
		state: 'training', columns: 80, rows: 24, ui: {overlays: [{kind: 'help', top: 0, query: ''}]},
	} as const satisfies SampleScreen;
	const view = createScreenDrawer().draw(sampleModel(sample), sample);
	const [below, ...others] = view.panels;
	const strange = {...below!, lines: below!.lines.map(line => `\u{1F469}\u{200D}\u{1F680}${line.slice(2)}`)};
	const cover = {...view.panels.at(-1)!, placed: {...view.panels.at(-1)!.placed, y: 0}};
	expect(composeScreen({...view, panels: [strange, ...others.slice(0, -1), cover]})).toBeUndefined();
});

test('is the same as panels side by side where nothing lies over them', () => {
	const sample = {state: 'training', columns: 120, rows: 36} as const satisfies SampleScreen;
	const view = createScreenDrawer().draw(sampleModel(sample), sample);
	expect(composeScreen(view)).toEqual(composeView(view));
});

test('says the whole of what is needed in a narrow terminal that has rows for it', () => {
	const sample = {state: 'training', columns: 9, rows: 9} as const satisfies SampleScreen;
	const view = createScreenDrawer().draw(sampleModel(sample), sample);
	expect(view.panels[0]!.lines.map(line => line.trim())).toEqual(['needs', '20x1']);
	const single = {...sample, rows: 1} as const;
	expect(createScreenDrawer().draw(sampleModel(single), single).panels[0]!.lines).toHaveLength(1);
});
