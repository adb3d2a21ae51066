import type {TerminalLine} from '../../source/domain/line.ts';
import {toJsonText} from '../../source/domain/printable.ts';
import type {RunState} from '../../source/domain/run.ts';
import {runToStatusJson} from '../../source/plain/status-json.ts';
import {runToStatusText} from '../../source/plain/status-text.ts';
import {sampleNow} from '../screen/fixtures/sample-run.ts';
import {drawSampleScreen} from '../screen/fixtures/sample-screen.ts';
import {
	require,
	requireFinite,
	requirePainted,
	requirePossible,
	requirePrintable,
	requireWords,
} from './properties.ts';

const clock = {now: sampleNow, utcOffsetMinutes: 0};

/** What a state holds, and what is written of it. `input` is what it was read from. */
export function checkState(state: RunState, input: string): void {
	const {settings, ...numbers} = state;
	requirePossible(numbers);
	require(Object.values(settings).every(value => typeof value === 'string'), () => 'a setting is no text');
	const status = runToStatusJson(state, sampleNow);
	requireFinite(status, ['status']);
	requirePrintable([toJsonText(status)], 'JSON');
	const lines = runToStatusText(state, 'en', clock);
	requirePrintable(lines, 'status');
	requireWords(lines, input, 'status');
}

const rows = 30;

/** The screens that show it. */
export function checkScreens(state: RunState, lines: readonly TerminalLine[], input: string): void {
	for (const screen of ['overview', 'logs', 'charts', 'classes', 'resources'] as const) {
		const drawn = drawSampleScreen({
			state, lines, columns: 100, rows, ui: {screen},
		});
		requirePainted(drawn, `the screen ${screen}`);
		requireWords(drawn, input, `the screen ${screen}`);
		require(drawn.length === rows, () => `the screen ${screen} has ${drawn.length} rows`);
	}
}
