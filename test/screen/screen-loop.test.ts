import {
	afterEach,
	beforeEach,
	describe,
	expect,
	it,
	vi,
} from 'vitest';
import {createScreenLoop} from '../../source/screen/screen-loop.ts';
import {createLook} from '../../source/screen/theme/look.ts';
import type {PlacedPanel} from '../../source/screen/layout.ts';

const look = createLook({theme: 'dark', depth: 'none', isAscii: true});
const placed = {
	id: 'progress', x: 0, y: 0, width: 10, height: 1, frame: 'none',
} as PlacedPanel;

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

/** How often a bar that moves ten times a second is drawn in a minute. */
async function drawsInAMinute(isSlowLink: boolean): Promise<number> {
	let step = 0;
	let patches = 0;
	const loop = createScreenLoop({
		draw: () => ({
			columns: 10, rows: 1, panels: [{placed, lines: [`step ${step}`]}], isCovered: false, look,
		}),
		sink: {
			frame: () => undefined,
			patch() {
				patches++;
			},
		},
		isSlowLink,
	});
	for (let tenth = 0; tenth < 600; tenth++) {
		step++;
		loop.touch();
		await vi.advanceTimersByTimeAsync(100);
	}

	loop.close();
	return patches;
}

describe('a bar that moves ten times a second', () => {
	it('is shown as often as it moves', async () => {
		expect(await drawsInAMinute(false)).toBeGreaterThan(500);
	});

	it('is shown every five seconds over a slow link', async () => {
		const draws = await drawsInAMinute(true);
		expect(draws).toBeGreaterThan(9);
		expect(draws).toBeLessThan(14);
	});
});

it('a bar moves while another panel waits for its whole frame', async () => {
	let step = 0;
	let patches = 0;
	const other = {
		id: 'log', x: 0, y: 1, width: 5, height: 1, frame: 'none',
	} as PlacedPanel;
	const loop = createScreenLoop({
		draw: () => ({
			columns: 10, rows: 2, panels: [{placed, lines: [`step ${step}`]}, {placed: other, lines: [`line ${step}`]}], isCovered: false, look,
		}),
		sink: {
			frame: () => undefined,
			patch() {
				patches++;
			},
		},
		isSlowLink: true,
	});
	loop.refresh();
	for (let tenth = 0; tenth < 250; tenth++) {
		step++;
		loop.touch();
		await vi.advanceTimersByTimeAsync(100);
	}

	loop.close();
	expect(patches).toBeGreaterThan(3);
});

it('panels beside each other are shown without Ink, at most twice a second; with other places Ink lays them out', async () => {
	let step = 0;
	let width = 5;
	const shown: string[] = [];
	let published = 0;
	const left = (): PlacedPanel => ({
		id: 'left', x: 0, y: 0, width, height: 1, frame: 'none',
	});
	const loop = createScreenLoop({
		draw: () => ({
			columns: 10, rows: 1, panels: [{placed: left(), lines: [`l${step}`.padEnd(width)]}, {placed: {...left(), id: 'right', x: width, width: 10 - width}, lines: ['r'.padEnd(10 - width)]}], isCovered: false, look,
		}),
		sink: {
			frame: () => undefined,
			patch(rows) {
				shown.push(rows.get(0)!);
			},
		},
	});
	loop.subscribe(() => {
		published++;
	});
	for (let tenth = 0; tenth < 100; tenth++) {
		step++;
		loop.touch();
		await vi.advanceTimersByTimeAsync(100);
	}

	expect(published).toBe(0);
	expect(shown.length).toBeGreaterThan(15);
	expect(shown.length).toBeLessThan(22);
	expect(shown.every(line => /^l\d+ +r {4}$/.test(line))).toBe(true);
	width = 4;
	loop.touch();
	await vi.advanceTimersByTimeAsync(1000);
	expect(published).toBe(1);
	loop.close();
});

it('a key is answered without Ink, which follows once when no more keys come', async () => {
	let step = 0;
	const frames: string[] = [];
	let published = 0;
	const loop = createScreenLoop({
		draw: () => ({
			columns: 10, rows: 1, panels: [{placed, lines: [`step ${step}`]}], isCovered: false, look,
		}),
		sink: {
			frame(lines) {
				frames.push(lines[0]!);
			},
			patch: () => undefined,
		},
	});
	loop.subscribe(() => {
		published++;
	});
	for (let key = 0; key < 20; key++) {
		step++;
		loop.refresh();
		expect(frames.at(-1)).toBe(`step ${step}`);
		expect(loop.getView().panels[0]!.lines).toEqual([`step ${step}`]);
		await vi.advanceTimersByTimeAsync(30);
	}

	expect(published).toBe(0);
	await vi.advanceTimersByTimeAsync(500);
	expect(published).toBe(1);
	loop.close();
});

it('a screen that does not change is drawn more and more rarely, and at once when a key is pressed', async () => {
	let draws = 0;
	let panel = {placed, lines: ['still']};
	const shown: string[] = [];
	const loop = createScreenLoop({
		draw() {
			draws++;
			return {
				columns: 10, rows: 1, panels: [panel], isCovered: false, look,
			};
		},
		sink: {
			frame: () => undefined,
			patch(rows) {
				shown.push(...rows.values());
			},
		},
	});
	await vi.advanceTimersByTimeAsync(10_000);
	expect(draws).toBeLessThan(12);
	draws = 0;
	await vi.advanceTimersByTimeAsync(60_000);
	expect(draws).toBe(12);
	panel = {placed, lines: ['moved']};
	await vi.advanceTimersByTimeAsync(5000);
	expect(shown).toEqual(['moved']);
	draws = 0;
	loop.refresh();
	await vi.advanceTimersByTimeAsync(4000);
	expect(draws).toBeGreaterThan(3);
	loop.close();
});
