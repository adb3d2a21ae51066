import {
	afterEach,
	beforeEach,
	describe,
	expect,
	it,
	vi,
} from 'vitest';
import {createScreenLoop} from '../../source/screen/screen-loop.ts';
import type {OverlayScene} from '../../source/screen/screen-view.ts';
import type {PlacedPanel} from '../../source/screen/layout.ts';

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
	let frames = 0;
	const loop = createScreenLoop({
		draw: () => ({
			columns: 10, rows: 1, panels: [{placed, lines: [`step ${step}`]}], over: [],
		}),
		layOut: () => undefined,
		sink: {
			frame() {
				frames++;
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
	return frames;
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

it('a bar moves while another panel waits', async () => {
	let step = 0;
	let frames = 0;
	const other = {
		id: 'log', x: 0, y: 1, width: 5, height: 1, frame: 'none',
	} as PlacedPanel;
	const loop = createScreenLoop({
		draw: () => ({
			columns: 10, rows: 2, panels: [{placed, lines: [`step ${step}`]}, {placed: other, lines: [`line ${step}`]}], over: [],
		}),
		layOut: () => undefined,
		sink: {
			frame() {
				frames++;
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
	expect(frames).toBeGreaterThan(3);
});

it('panels that get other places wait until all can be shown', async () => {
	let y = 0;
	const frames: Array<readonly string[]> = [];
	const log = {...placed, id: 'log', height: 2};
	const loop = createScreenLoop({
		draw: () => ({
			columns: 10, rows: 3, panels: [{placed: {...placed, y}, lines: ['bar']}, {placed: {...log, y: y === 0 ? 1 : 0}, lines: ['log', 'log']}], over: [],
		}),
		layOut: () => undefined,
		sink: {
			frame(lines) {
				frames.push(lines);
			},
		},
	});
	loop.refresh();
	y = 2;
	loop.touch();
	await vi.advanceTimersByTimeAsync(200);
	expect(frames).toHaveLength(1);
	await vi.advanceTimersByTimeAsync(500);
	expect(frames.at(-1)).toEqual(['log', 'log', 'bar']);
	loop.close();
});

it('what is no bar changes at most twice a second, and at once for a key', async () => {
	let step = 0;
	const tall = {...placed, height: 9} as PlacedPanel;
	const shown = new Set<string>();
	const loop = createScreenLoop({
		draw: () => ({
			columns: 10, rows: 9, panels: [{placed: tall, lines: [`line ${step}`]}], over: [],
		}),
		layOut: () => undefined,
		sink: {
			frame(lines) {
				shown.add(lines[0]!);
			},
		},
	});
	for (let tenth = 0; tenth < 100; tenth++) {
		step++;
		loop.touch();
		await vi.advanceTimersByTimeAsync(100);
	}

	expect(shown.size).toBeGreaterThan(15);
	expect(shown.size).toBeLessThan(22);
	for (let key = 0; key < 20; key++) {
		step++;
		loop.refresh();
		expect([...shown].at(-1)).toBe(`line ${step}`);
		expect(loop.getView().panels[0]!.lines).toEqual([`line ${step}`]);
	}

	loop.close();
});

it('all is drawn at most twice a second, and what was left is drawn soon after the last move', async () => {
	let step = 0;
	const draws = {all: 0, moves: 0};
	const tall = {
		...placed, id: 'epochs', y: 1, height: 9,
	} as PlacedPanel;
	let drawn = {placed: tall, lines: ['line 0']};
	const shown: string[] = [];
	const loop = createScreenLoop({
		draw({isMoveOnly}) {
			draws[isMoveOnly ? 'moves' : 'all']++;
			const isStale = drawn.lines[0] !== `line ${step}`;
			drawn = isMoveOnly || !isStale ? drawn : {placed: tall, lines: [`line ${step}`]};
			return {
				columns: 10, rows: 10, panels: [{placed, lines: [`step ${step}`]}, drawn], over: [], ...(isMoveOnly && isStale && {isPartial: true}),
			};
		},
		layOut: () => undefined,
		sink: {
			frame(lines) {
				shown.push(lines.slice(0, 2).join(', '));
			},
		},
	});
	for (let tenth = 0; tenth < 100; tenth++) {
		step++;
		loop.touch();
		await vi.advanceTimersByTimeAsync(100);
	}

	expect(draws.all).toBeLessThan(24);
	expect(draws.moves).toBeGreaterThan(70);
	await vi.advanceTimersByTimeAsync(600);
	expect(shown.at(-1)).toBe('step 100, line 100');
	loop.close();
});

describe('what lies over the screen', () => {
	const box = {
		width: 20, frame: 'rule', columns: 20, rows: 4,
	};
	const scene = {overlay: {kind: 'help', top: 0, query: ''}, room: {y: 1, columns: 20, rows: 5}, box} as unknown as OverlayScene;
	const lines = Array.from({length: 7}, (_, row) => `row ${row}`.padEnd(20));
	const below = {placed: {...placed, width: 20, height: 7}, lines};
	const open = (layOut: () => readonly string[] | undefined) => {
		const frames: Array<readonly string[]> = [];
		const loop = createScreenLoop({
			draw: () => ({
				columns: 20, rows: 7, panels: [below], over: [scene],
			}),
			layOut,
			sink: {
				frame(shown) {
					frames.push(shown);
				},
			},
		});
		return {loop, frames};
	};

	it('covers the rows that it was laid out for, to their whole width', () => {
		const {loop, frames} = open(() => ['title', 'text']);
		loop.refresh();
		expect(frames.at(-1)!.map(line => line.trimEnd())).toEqual(['row 0', 'row 1', 'row 2', 'row 3', 'title', 'text', 'row 6']);
		expect(loop.getView().panels.at(-1)).toMatchObject({placed: {y: 4, height: 2}, lines: ['title'.padEnd(20), 'text'.padEnd(20)]});
		loop.close();
	});

	it('is not there before it can be laid out, nor in the way of what is below', () => {
		const {loop, frames} = open(() => undefined);
		loop.refresh();
		expect(frames.at(-1)![4]!.trimEnd()).toBe('row 4');
		loop.close();
	});

	it('is laid out again twice a second, for what it says may have changed', async () => {
		let layouts = 0;
		const {loop} = open(() => {
			layouts++;
			return ['title'];
		});
		loop.refresh();
		for (let tenth = 0; tenth < 100; tenth++) {
			loop.touch();
			await vi.advanceTimersByTimeAsync(100);
		}

		expect(layouts).toBeGreaterThan(17);
		expect(layouts).toBeLessThan(23);
		loop.close();
	});
});

it('a screen that does not change is drawn more and more rarely, and at once when a key is pressed', async () => {
	let draws = 0;
	let panel = {placed, lines: ['still']};
	const shown: string[] = [];
	const loop = createScreenLoop({
		draw() {
			draws++;
			return {
				columns: 10, rows: 1, panels: [panel], over: [],
			};
		},
		layOut: () => undefined,
		sink: {
			frame(lines) {
				shown.push(...lines);
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
