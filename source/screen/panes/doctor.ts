import type {CheckLevel, CheckResult} from '../../domain/check-result.ts';
import {displayWidth} from '../../format/display-width.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import type {Look} from '../theme/look.ts';
import type {Token} from '../theme/token.ts';
import {type Language, wordsIn} from '../../words/words.ts';

const tokens: Readonly<Record<CheckLevel, Token>> = {
	ok: 'good', warning: 'warning', problem: 'bad', unknown: 'dim',
};

function markOf(level: CheckLevel, {glyphs}: Look): string {
	return {
		ok: glyphs.marks.good, warning: '!', problem: glyphs.marks.bad, unknown: glyphs.marks.unknown,
	}[level];
}

/** What the checks found: problems with their commands first, then warnings, then the rest with a line each; undefined while they are being asked. */
export function drawDoctor(results: readonly CheckResult[] | undefined, columns: number, {look, language}: {readonly look: Look; readonly language: Language}): readonly string[] {
	const texts = wordsIn(language).doctor;
	if (results === undefined) {
		return drawDocument([{kind: 'text', text: texts.asking, token: 'dim'}], columns, look);
	}

	const problems = results.filter(({level}) => level === 'problem').length;
	const warnings = results.filter(({level}) => level === 'warning').length;
	const labelWidth = Math.max(0, ...results.map(({check}) => displayWidth(texts.checks[check]))) + 4;
	const order: readonly CheckLevel[] = ['problem', 'warning', 'unknown', 'ok'];
	return drawDocument([
		{kind: 'title', text: problems + warnings === 0 ? texts.allWell : texts.summary(String(problems), String(warnings)), token: worstToken(problems, warnings)},
		{kind: 'gap'},
		...order.flatMap(level => results.filter(result => result.level === level)).flatMap(({check, level, what, why, commands}): readonly Block[] => [
			{
				kind: 'field', label: `${markOf(level, look)} ${texts.checks[check]}`, labelToken: tokens[level], labelWidth, text: what,
			},
			...(why === ''
				? []
				: [{
					kind: 'field', label: '', labelWidth, text: why, token: 'dim',
				} satisfies Block]),
			...commands.map((text): Block => ({kind: 'command', text, indent: 4})),
		]),
	], columns, look);
}

function worstToken(problems: number, warnings: number): Token {
	if (problems > 0) {
		return 'bad';
	}

	return warnings > 0 ? 'warning' : 'good';
}
