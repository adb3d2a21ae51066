import {expect, test} from 'vitest';
import {screenIds} from '../../source/keys/binding.ts';
import {composeView} from '../../source/screen/compose-view.ts';
import type {Overlay} from '../../source/screen/overlays/overlay.ts';
import {panes} from '../../source/screen/overlays/panes.ts';
import {readStyledText, type OutputStyle} from '../../source/screen/theme/output-style.ts';
import {overlayScenes, screenScenes} from './fixtures/every-scene.ts';
import type {SampleScreen} from './fixtures/sample-screen.ts';
import {shownView} from './fixtures/shown-view.ts';
import {plain} from './sizes.ts';

const sizes = [[160, 45], [120, 36], [80, 24], [40, 10]] as const;
const languages = ['en', 'zh'] as const;
const scenes = {...screenScenes, ...overlayScenes};

/** Complete by its type: a new kind does not compile without a scene. */
const overlayKinds = Object.keys({
	help: true, pane: true, explain: true, dialog: true, prompt: true, palette: true, form: true,
} satisfies Record<Overlay['kind'], true>);

test('every screen, every kind of overlay and every pane has a scene, and so its frames', () => {
	const all = Object.values(scenes).map(scene => scene('en').ui ?? {});
	const overlays = all.flatMap(({overlays = []}) => overlays);
	expect(new Set(all.map(({screen = 'overview'}) => screen))).toEqual(new Set(screenIds));
	expect(new Set(overlays.map(({kind}) => kind))).toEqual(new Set(overlayKinds));
	expect(Object.keys(panes).filter(name => overlays.every(overlay => overlay.kind !== 'pane' || overlay.pane !== name))).toEqual([]);
});

function styleText({color, isBold, isUnderlined}: OutputStyle = {}): string {
	const parts = [color === undefined ? '' : String(color), isBold === true ? 'bold' : '', isUnderlined === true ? 'underlined' : ''].filter(part => part !== '');
	return parts.length === 0 ? 'plain' : parts.join(' ');
}

/** The style of each character of a line. */
const stylesOf = (line: string): readonly string[] => readStyledText(line).flatMap(({text, style}) => Array.from(text, () => styleText(style)));

/**
A frame in each look: its text, then for each row the runs of one style as letters with their lengths, what each letter stands for in dark and in light,
and the same frame in ASCII.
*/
function describeLooks(sample: SampleScreen): readonly string[] {
	const draw = (look: Partial<SampleScreen>) => composeView(shownView({...sample, ...look}));
	const [dark, light, plainLines, inAscii] = [draw({depth: '256'}), draw({depth: '256', theme: 'light'}), draw({depth: 'none'}), draw({depth: 'none', isAscii: true})];
	const letters = new Map<string, string>();
	const runs = dark.map((line, row) => {
		const inLight = stylesOf(light[row]!);
		let text = '';
		let length = 0;
		let last = '';
		for (const pair of [...stylesOf(line).map((style, column) => `${style} / ${inLight[column] ?? ''}`), '']) {
			if (pair !== last && length > 0) {
				text += `${letters.get(last)!}${length} `;
				length = 0;
			}

			last = pair;
			length++;
			if (pair !== '' && !letters.has(pair)) {
				letters.set(pair, String.fromCodePoint(letters.size < 26 ? 97 + letters.size : 65 + letters.size - 26));
			}
		}

		return text.trim();
	});
	const withoutColors = plainLines.map((line, row) => plain(line) === plain(dark[row]!) ? '' : `${row}: ${plain(line)}`).filter(line => line !== '');
	return [...dark.map(line => plain(line)), '', ...runs, '', ...[...letters].map(([pair, letter]) => `${letter} ${pair}`), '', ...(withoutColors.length === 0 ? [] : ['without colours', ...withoutColors, '']), 'in ASCII', ...inAscii.map(line => plain(line))];
}

test.each(Object.entries(scenes))('%s in every look', async (name, scene) => {
	const frames = languages.flatMap(language => sizes.flatMap(([columns, rows]) => [`=== ${columns}x${rows} ${language}`, ...describeLooks({
		...scene(language), language, columns, rows,
	}), '']));
	await expect(frames.map(line => line.trimEnd()).join('\n')).toMatchFileSnapshot(`frames/looks/${name.replaceAll(' ', '-')}.txt`);
});
