import {describe, expect, test} from 'vitest';
import {displayWidth} from '../../source/format/display-width.ts';
import {composeView} from '../../source/screen/compose-view.ts';
import type {Language} from '../../source/words/words.ts';
import {overlayScenes, screenScenes} from './fixtures/every-scene.ts';
import {
	cutLines,
	emptyShare,
	openFrames,
	repeated,
} from './fixtures/frame-rules.ts';
import type {SampleScreen} from './fixtures/sample-screen.ts';
import {shownView} from './fixtures/shown-view.ts';
import {plain} from './sizes.ts';

const sizes = [[300, 90], [200, 60], [160, 45], [120, 36], [100, 30], [80, 24], [60, 16], [40, 10]] as const;
/** Every look is drawn at these; text and places hardly depend on the look. */
const lookSizes: ReadonlySet<number> = new Set([120, 40]);
/** Those with more to show than the largest terminal has room for; a short log, a few classes or runs do not fill it, and the pictures of a run are tested with some. */
const longRuns: ReadonlySet<string> = new Set(['in the middle', 'charts', 'resources', 'resources of eight GPUs']);
const languages = ['en', 'zh'] as const;

type Scene = (language: Language) => Omit<SampleScreen, 'columns' | 'rows' | 'language'>;

const scenes: ReadonlyArray<readonly [string, Scene]> = Object.entries({...screenScenes, ...overlayScenes});
/** Both languages where every look is drawn, one in turn elsewhere. */
const everySize = sizes.flatMap(([columns, rows], index) => languages.filter((_, place) => lookSizes.has(columns) || place === index % 2).map(language => ({columns, rows, language})));

function draw(scene: Scene, size: (typeof everySize)[number], look: Pick<SampleScreen, 'depth' | 'theme' | 'isAscii'>): readonly string[] {
	return composeView(shownView({...scene(size.language), ...size, ...look})).map(line => plain(line));
}

const withoutOverlay = (scene: ReturnType<Scene>): ReturnType<Scene> => ({...scene, ui: {...scene.ui, overlays: []}});

/** Whether a frame begins at a place, `row:column`. */
function hasFrameBegun(lines: readonly string[], place: string): boolean {
	return openFrames(lines.map(line => line.replaceAll(/[^╭]/gu, character => displayWidth(character) === 2 ? '  ' : ' '))).includes(place);
}

describe.each(scenes)('%s', (name, scene) => {
	test.each(everySize)('at $columns x $rows in $language', size => {
		const lines = draw(scene, size, {depth: '256', theme: 'dark'});
		expect(lines).toHaveLength(size.rows);
		const isOverlay = Object.hasOwn(overlayScenes, name);
		if (isOverlay) {
			// What lies below is cut and covered by right; what begins where nothing began below is its own.
			const below = draw(language => withoutOverlay(scene(language)), size, {depth: '256', theme: 'dark'});
			expect(openFrames(lines).filter(place => !hasFrameBegun(below, place)), 'a frame of its own is broken').toEqual([]);
			expect(cutLines(lines.filter(line => !below.includes(line))), 'cut').toEqual([]);
			expect(size.rows < 18 ? [] : lines.slice(0, 2), 'the header is hidden').toEqual(size.rows < 18 ? [] : below.slice(0, 2));
			expect(size.rows < 18 || size.rows > 60 ? 0 : emptyShare(lines, size.columns), 'an empty part of the screen').toBeLessThanOrEqual(1 / 3);
		} else {
			expect(openFrames(lines), 'a frame is broken').toEqual([]);
			expect(repeated(lines), 'figures that are there again and again').toEqual([]);
			expect(cutLines(lines), 'cut').toEqual([]);
			expect(name === 'pictures' || size.rows < 18 || (size.rows > 60 && !longRuns.has(name)) ? 0 : emptyShare(lines, size.columns), 'an empty part of the screen').toBeLessThanOrEqual(1 / 3);
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
