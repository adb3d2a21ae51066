import fc from 'fast-check';
import {expect, test} from 'vitest';
import {displayWidth} from '../../source/format/display-width.ts';
import {composeView, type Composed} from '../../source/screen/compose-view.ts';
import type {PlacedPanel} from '../../source/screen/layout.ts';
import type {PanelView} from '../../source/screen/panel-memory.ts';
import {createScreenDrawer} from '../../source/screen/screen-view.ts';
import {sampleModel, type SampleScreen} from './fixtures/sample-screen.ts';
import {plain} from './sizes.ts';

const panel = (x: number, y: number, ...lines: readonly string[]): PanelView => ({
	placed: {
		id: 'panel', x, y, width: displayWidth(plain(lines[0]!)), height: lines.length, frame: 'none',
	} satisfies PlacedPanel,
	lines,
});
const size = {columns: 12, rows: 3};

test.each<readonly [string, readonly PanelView[], readonly string[]]>([
	['panels side by side', [panel(0, 0, 'left  ', 'left 2'), panel(6, 0, 'right ', 'right2')], ['left  right ', 'left 2right2', '']],
	['a panel beside nothing', [panel(6, 1, 'right ')], ['', '      right ', '']],
	['what lies over the middle', [panel(0, 0, '0123456789ab', '0123456789ab'), panel(3, 1, '-----')], ['0123456789ab', '012-----89ab', '']],
	['two things one over the other', [panel(0, 0, '0123456789ab'), panel(3, 0, '-----'), panel(5, 0, '==')], ['012--==-89ab', '', '']],
	['what lies over an empty row', [panel(0, 0, '0123456789ab', ''), panel(3, 1, '-----')], ['0123456789ab', '   -----    ', '']],
	['half of a wide character at both edges', [panel(0, 0, '没有反光背心'), panel(3, 0, '----')], ['没 ---- 背心', '', '']],
	['characters of unknown width', [panel(0, 0, '\u{1F469}\u{200D}\u{1F680}e\u{301}3456789ab'), panel(3, 0, '-----')], ['\u{1F469}\u{200D}\u{1F680}e\u{301}-----89ab', '', '']],
])('%s', (_, panels, rows) => {
	expect(composeView({...size, panels}).map(line => plain(line))).toEqual(rows);
});

test('a row is composed again when a panel in it has changed, has come or has gone, and only then', () => {
	const pool = [
		panel(0, 0, 'a1  ', 'a2  '), panel(0, 0, 'b1  ', 'b2  '), panel(4, 0, 'c1  '), panel(4, 1, 'd1  '), panel(0, 2, 'e1      '), panel(2, 1, 'over'),
	];
	fc.assert(fc.property(fc.array(fc.subarray(pool), {minLength: 2, maxLength: 4}), views => {
		let composed: Composed | undefined;
		for (const panels of views) {
			const view = {...size, panels};
			composed = {view, lines: composeView(view, composed)};
			expect(composed.lines).toEqual(composeView(view));
		}
	}));
	const before = {...size, panels: [pool[0]!, pool[4]!]};
	const lines = ['kept', 'kept', 'kept'];
	expect(composeView({...size, panels: [pool[0]!, pool[2]!, pool[4]!]}, {view: before, lines})).toEqual(['a1  c1  ', 'kept', 'kept']);
	expect(composeView({...before, columns: 13}, {view: before, lines})[1]).toBe('a2  ');
});

test('colours end where something lies over them and go on behind it', () => {
	const red = (text: string) => `\u{1B}[31m${text}\u{1B}[0m`;
	expect(composeView({...size, panels: [panel(0, 0, red('0123456789ab')), panel(3, 0, '-----')]})[0]).toBe('\u{1B}[0;31m012\u{1B}[0m-----\u{1B}[0;31m89ab\u{1B}[0m');
});

test('says the whole of what is needed in a narrow terminal that has rows for it', () => {
	const sample = {state: 'training', columns: 9, rows: 9} as const satisfies SampleScreen;
	const view = createScreenDrawer().draw(sampleModel(sample), sample);
	expect(view.panels[0]!.lines.map(line => line.trim())).toEqual(['needs', '20x1']);
	const single = {...sample, rows: 1} as const;
	expect(createScreenDrawer().draw(sampleModel(single), single).panels[0]!.lines).toHaveLength(1);
});
