import {describe, expect, test} from 'vitest';
import {composeView} from '../../source/screen/compose-view.ts';
import {displayWidth} from '../../source/format/display-width.ts';
import type {Language} from '../../source/words/words.ts';
import {overlayScenes, screenScenes} from './fixtures/every-scene.ts';
import type {SampleScreen} from './fixtures/sample-screen.ts';
import {shownView} from './fixtures/shown-view.ts';
import {plain} from './sizes.ts';

const sizes = [[160, 45], [120, 36], [80, 24], [40, 10]] as const;
/** Every look is drawn at these; text and places hardly depend on the look. */
const lookSizes: ReadonlySet<number> = new Set([120, 40]);
const languages = ['en', 'zh'] as const;

type Scene = (language: Language) => Omit<SampleScreen, 'columns' | 'rows' | 'language'>;

const scenes: ReadonlyArray<readonly [string, Scene]> = Object.entries({...screenScenes, ...overlayScenes});
const everySize = sizes.flatMap(([columns, rows]) => languages.map(language => ({columns, rows, language})));

function draw(scene: Scene, size: (typeof everySize)[number], look: Pick<SampleScreen, 'depth' | 'theme' | 'isAscii'>): readonly string[] {
	return composeView(shownView({...scene(size.language), ...size, ...look})).map(line => plain(line));
}

/** What the framework printed is shown as it is; so are its pictures. */
const printed = /^(?:[\s│]|\d\d:\d\d:\d\d )*(?:train|val|fatal|hyperparameters|ClearML|Comet|TensorBoard|github|YOLOv5|RuntimeError|DataLoader|FutureWarning|WARNING|Epoch\b|Class\b|all\b|\d+\/\d+)|\d%/;
/** Names and paths may be shortened; in Chinese two of the signs end a sentence. */
const namesCut = /\p{Script=Han} ?(?:no)?…|…\/|\/…|\b\w+\.[\w.\-]*…/gu;

/** The places of frames that do not close, as `row:column`. */
function openFrames(lines: readonly string[]): readonly string[] {
	const grid = lines.map(line => [...line].flatMap(character => displayWidth(character) === 2 ? [character, ''] : [character]));
	const isClosed = (row: number, column: number): boolean => {
		const right = grid[row]!.indexOf('╮', column);
		const bottom = grid.findIndex((other, index) => index > row && other[column] === '╰');
		const sides = grid.slice(row + 1, bottom);
		return right > 0 && bottom > row && grid[bottom]![right] === '╯' && sides.every(side => '│┃|'.includes(side[column]!) && '│┃|'.includes(side[right]!));
	};

	return grid.flatMap((cells, row) => cells.flatMap((cell, column) => cell === '╭' && !isClosed(row, column) ? [`${row}:${column}`] : []));
}

/** The part of the screen that the largest rectangle without a character takes. */
function emptyShare(lines: readonly string[], columns: number): number {
	const heights = Array.from({length: columns}, () => 0);
	let largest = 0;
	for (const line of lines) {
		const cells = [...line].flatMap(character => displayWidth(character) === 2 ? [character, character] : [character]);
		for (const column of heights.keys()) {
			heights[column] = /[\s│┃]/u.test(cells[column] ?? ' ') ? heights[column]! + 1 : 0;
		}

		for (const left of heights.keys()) {
			let height = heights[left]!;
			for (let right = left; right < columns && height > 0; right++) {
				height = Math.min(height, heights[right]!);
				largest = Math.max(largest, height * (right - left + 1));
			}
		}
	}

	return largest / columns / lines.length;
}

/** Figures with the name before them that are there more than twice: once large, and once in the table of its panel, is what a person expects. */
function repeated(lines: readonly string[]): readonly string[] {
	const seen = new Map<string, number>();
	for (const line of lines) {
		for (const [, label, value] of printed.test(line) ? [] : line.matchAll(/(\p{Letter}[\d\p{Letter}\-./_]*) +(\d\.\d{2,})/gu)) {
			seen.set(`${label} ${value}`, (seen.get(`${label} ${value}`) ?? 0) + 1);
		}
	}

	return [...seen].filter(([, count]) => count > 2).map(([figure]) => figure);
}

describe.each(scenes)('%s', (name, scene) => {
	test.each(everySize)('at $columns x $rows in $language', size => {
		const lines = draw(scene, size, {depth: '256', theme: 'dark'});
		expect(lines).toHaveLength(size.rows);
		const isOverlay = Object.hasOwn(overlayScenes, name);
		if (!isOverlay) {
			expect(openFrames(lines), 'a frame is broken').toEqual([]);
			expect(repeated(lines), 'figures that are there again and again').toEqual([]);
			expect(lines.filter(line => line.replaceAll('……', '').replaceAll(namesCut, '').includes('…') && !printed.test(line)), 'cut').toEqual([]);
			expect(size.rows < 18 ? 0 : emptyShare(lines, size.columns), 'an empty part of the screen').toBeLessThanOrEqual(1 / 3);
		}

		expect(lines.filter(line => size.language === 'zh' && /\d %/u.test(line)), 'percentages').toEqual([]);
		if (!lookSizes.has(size.columns)) {
			return;
		}

		// Colours change no character; without them there are no areas, the present tab has brackets and the title in focus a mark.
		expect(draw(scene, size, {depth: '256', theme: 'light'})).toEqual(lines);
		const withoutAreas = (all: readonly string[]) => all.map(line => line.replaceAll(/[\s>[\]─━╸╺\u{2800}-\u{28FF}]+/gu, ' '));
		if (size.rows >= 18) {
			expect(withoutAreas(draw(scene, size, {depth: 'none'}))).toEqual(withoutAreas(lines));
		}

		const foreign = draw(scene, size, {depth: 'none', isAscii: true}).join('').replaceAll(/[\p{Emoji_Presentation}\p{Script=Han}\u{20}-\u{7E}“”…、。！（），：；？]/gu, '');
		expect(foreign, 'not in ASCII').toBe('');
	});
});
