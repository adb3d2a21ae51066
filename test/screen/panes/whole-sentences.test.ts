import {expect, test} from 'vitest';
import type {Diagnosis} from '../../../source/checks/diagnosis.ts';
import {displayWidth} from '../../../source/format/display-width.ts';
import {drawDiagnosesPanel} from '../../../source/screen/panes/diagnoses.ts';
import {createLook} from '../../../source/screen/theme/look.ts';
import {wordsIn} from '../../../source/words/words.ts';

const look = createLook({theme: 'dark', depth: 'none', isAscii: false});

const english: readonly Diagnosis[] = [
	{
		rule: 'loss-nan', severity: 'error', what: 'The training has diverged: box and obj are nan in epoch 33.', why: '', action: 'Stop it: more epochs cannot help. Start again with a lower lr0 (a tenth), from sound weights; on a GTX 16xx without half precision (Ultralytics: amp=False).', evidence: ['x'],
	},
	{
		rule: 'deprecated-autocast', severity: 'warning', what: 'A deprecated call is reported again and again (12 times): torch.cuda.amp.', why: '', action: 'One line in the script silences it:\nsed -i s/a/b/ train.py', evidence: ['x'],
	},
	{
		rule: 'plateau', severity: 'hint', what: 'mAP50-95 has not improved for 27 epochs; the best is 0.125 (epoch 97).', why: '', action: 'More of the same epochs will hardly help.', evidence: ['x'],
	},
];

const chinese: readonly Diagnosis[] = [
	{
		rule: 'loss-nan', severity: 'error', what: '训练已发散：第 33 轮中 box 为 nan。', why: '', action: '请停止：再多的轮数也没有用。用更低的 lr0（十分之一）从正常的权重重新开始；GTX 16xx 上不要用半精度（Ultralytics：amp=False）。', evidence: ['x'],
	},
	{
		rule: 'plateau', severity: 'hint', what: 'mAP50-95 已有 27 轮没有提高；最佳为 0.125（第 97 轮）。', why: '', action: '继续同样的训练帮助不大。', evidence: ['x'],
	},
];

const squeezed = (text: string) => text.replaceAll(/\s+/gu, '');
const keyText = 'relaunch with lr0=0.001';

/** What is left of what is drawn when the parts that may be there are taken away. */
function restOf(lines: readonly string[], diagnoses: readonly Diagnosis[], language: 'en' | 'zh'): {rest: string; isHeadCut: boolean; shownOthers: number; more: number | undefined} {
	let rest = squeezed(lines.map(line => line.replaceAll(/\u{1B}\[[\d;]*m/gu, '')).join(' '));
	const [worst, ...others] = diagnoses;
	const head = squeezed(worst!.what);
	const isHeadCut = !rest.includes(head);
	rest = rest.replace(isHeadCut ? /^.*…/u : `${look.glyphs.marks.bad}${head}`, '').replace(squeezed(` r ${keyText}`), '');
	let shownOthers = 0;
	for (const other of others) {
		const before = rest;
		rest = rest.replace(`${{error: look.glyphs.marks.bad, warning: '!', hint: 'i'}[other.severity]}${squeezed(other.what)}`, '');
		shownOthers += Number(before !== rest);
	}

	const counts = [1, 2].filter(count => rest.includes(squeezed(wordsIn(language).diagnosis.more(String(count)))));
	for (const count of counts) {
		rest = rest.replace(squeezed(wordsIn(language).diagnosis.more(String(count))), '');
	}

	return {
		rest, isHeadCut, shownOthers, more: counts[0],
	};
}

test.each([['en', english], ['zh', chinese]] as const)('no sentence is cut at any size, with and without a key, in %s', (language, all) => {
	for (const diagnoses of [all, all.slice(0, 1), all.slice(1), all.toReversed()]) {
		const worst = {...diagnoses[0]!, severity: 'error'} as const;
		const shown = [worst, ...diagnoses.slice(1)];
		for (let columns = 20; columns <= 200; columns += 7) {
			for (let rows = 1; rows <= 8; rows++) {
				for (const remedyKey of [undefined, () => ({key: 'r', text: keyText})]) {
					const lines = drawDiagnosesPanel({
						diagnoses: shown, language, look, ...(remedyKey && columns > 40 && {remedyKey}),
					}, {columns, rows});
					expect(lines.length).toBeLessThanOrEqual(rows);
					for (const line of lines) {
						expect(displayWidth(line.replaceAll(/\u{1B}\[[\d;]*m/gu, ''))).toBe(columns);
					}

					const {rest, isHeadCut, shownOthers, more} = restOf(lines, shown, language);
					const action = squeezed(worst.action);
					expect(action.startsWith(rest), `${columns}x${rows}: ${rest}`).toBe(true);
					expect(rest === '' || rest === action || /[!.?。！？]$/u.test(rest), rest).toBe(true);
					// What is not shown is counted, unless there is no line left for that.
					expect(more ?? shown.length - 1 - shownOthers).toBe(shown.length - 1 - shownOthers);
					expect(isHeadCut ? lines.length : 0).toBe(isHeadCut ? rows : 0);
				}
			}
		}
	}
});

test('the key that does it comes before what to do, and both before the others in full', () => {
	const lines = (rows: number) => drawDiagnosesPanel({
		diagnoses: english, language: 'en', look, remedyKey: () => ({key: 'r', text: keyText}),
	}, {columns: 120, rows}).map(line => line.replaceAll(/\u{1B}\[[\d;]*m/gu, '').trim());
	expect(lines(2)[1]).toBe(`r  ${keyText}`);
	expect(lines(5).map(line => line.slice(0, 12))).toEqual(['✗ The traini', 'Stop it: mor', 'r  relaunch ', '! A deprecat', 'i mAP50-95 h']);
	expect(lines(5)[1]).toBe('Stop it: more epochs cannot help.');
	expect(lines(6).slice(1, 3).join(' ')).toBe(english[0]!.action);
});
