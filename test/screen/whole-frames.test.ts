import {writeFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {composeView} from '../../source/screen/compose-view.ts';
import {displayWidth} from '../../source/format/display-width.ts';
import {overlayScenes, screenScenes} from './fixtures/every-scene.ts';
import {shownView} from './fixtures/shown-view.ts';
import {drawSampleScreen, type SampleScreen} from './fixtures/sample-screen.ts';
import {plain} from './sizes.ts';

const sizes = [[160, 45], [120, 36], [80, 24], [40, 10]] as const;
const languages = ['en', 'zh'] as const;

type Look = Pick<SampleScreen, 'depth' | 'theme' | 'isAscii'>;

const cache = new Map();
const text = (make: any, columns: number, rows: number, language: any, look: Look = {}) => composeView(shownView({...make(language), columns, rows, language, ...look})).map(line => plain(line));

const all = {...screenScenes, ...overlayScenes};
const out: string[] = [];
test('explore', () => {
	for (const [name, make] of Object.entries(all)) for (const [columns, rows] of sizes) for (const language of languages) {
		const id = `${name} ${columns}x${rows} ${language}`;
		const dark = text(make, columns, rows, language, {depth: '256', theme: 'dark'});
		const light = text(make, columns, rows, language, {depth: '256', theme: 'light'});
		if (dark.join('\n') !== light.join('\n')) out.push(`LIGHT ${id}`);
		const none = text(make, columns, rows, language, {depth: 'none'});
		const mask = (lines: string[]) => lines.map(line => line.replaceAll(/[\u2800-\u28FF]/gu, ' ').replaceAll(/[━╸╺]/gu, '─'));
		const [a, b] = [mask(dark), mask(none)];
		for (const [i, line] of a.entries()) if (line !== b[i]) { out.push(`NONE ${id}\n   ${line}\n   ${b[i]}`); break; }
		const ascii = text(make, columns, rows, language, {depth: 'none', isAscii: true});
		for (const line of ascii) { const bad = line.replaceAll(/[\u{20}-\u{7E}]/gu, '').replaceAll(/[\p{Script=Han}：，。、；？！（）“”…]/gu, ''); if (bad !== '' ) out.push(`ASCII ${id} [${bad}] ${line}`); }
		for (const line of dark) if (/…/u.test(line)) out.push(`CUT ${id}: ${line}`);
		if (rows>10) { let run = 0; let best = 0; for (const line of dark) { run = line.replaceAll(/[│┃\s|]/gu, '') === '' ? run + 1 : 0; best = Math.max(best, run); } if (best >= rows / 3) out.push(`EMPTY ROWS ${id}: ${best}`); }
		if (rows>10) { // largest rectangle
			const grid = dark.map(line => [...line].flatMap(ch => displayWidth(ch) === 2 ? ['x', 'x'] : [/[\s│┃]/u.test(ch) ? ' ' : 'x']));
			const h = Array.from({length: columns}, () => 0); let best = 0, at = '';
			for (let r = 0; r < rows; r++) { for (let c = 0; c < columns; c++) h[c] = grid[r]?.[c] === ' ' ? h[c]! + 1 : 0;
				for (let c = 0; c < columns; c++) { let m = h[c]!; for (let k = c; k < columns && m > 0; k++) { m = Math.min(m, h[k]!); if (m * (k - c + 1) > best) { best = m * (k - c + 1); at = `${c}-${k} x ${r - m + 1}-${r}`; } } } }
			if (best > columns * rows / 4) out.push(`EMPTY ${id}: ${(best / columns / rows).toFixed(2)} ${at}`);
		}
		const seen = new Map<string, number>();
		for (const line of dark) for (const m of line.matchAll(/([\p{L}][\p{L}\d_./-]*)[ ]+(\d+\.\d{2,}|\d+ ?%)/gu)) { const key = `${m[1]} ${m[2]}`; seen.set(key, (seen.get(key) ?? 0) + 1); }
		for (const [key, n] of seen) if (n > 1) out.push(`TWICE ${id}: ${key} x${n}`);
	}
	writeFileSync('/tmp/explore.txt', out.join('\n'));
});
