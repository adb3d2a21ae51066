import type {CheckResult} from '../../domain/check-result.ts';
import {toPrintable} from '../../domain/printable.ts';
import {displayWidth, padEnd} from '../../format/display-width.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** The lines of `yolotop doctor`, without colour: the level is a word. */
export function resultsToLines(results: readonly CheckResult[], language: Language): readonly string[] {
	const texts = wordsIn(language).doctor;
	const levelWidth = widest(results.map(({level}) => texts.levels[level])) + 2;
	const nameWidth = widest(results.map(({check}) => texts.checks[check])) + 2;
	const indent = ' '.repeat(levelWidth + nameWidth);
	const lines = results.flatMap(({check, level, what, why, commands}) => [
		`${padEnd(texts.levels[level], levelWidth)}${padEnd(texts.checks[check], nameWidth)}${what}`,
		...(why === '' ? [] : [`${indent}${why}`]),
		...commands.map(command => `${indent}    ${command}`),
	]);
	const problems = countOf(results, 'problem');
	const warnings = countOf(results, 'warning');
	// A line feed in a name would make a line of its own.
	return [...lines.map(line => toPrintable(line)), '', problems + warnings === 0 ? texts.allWell : texts.summary(String(problems), String(warnings))];
}

/** The object of `yolotop doctor --json`. */
export function resultsToJson(results: readonly CheckResult[]): Readonly<Record<string, unknown>> {
	return {
		schema: 1,
		problems: countOf(results, 'problem'),
		warnings: countOf(results, 'warning'),
		checks: results.map(({check, level, what, why, commands}) => ({
			check, level, what, why: why === '' ? null : why, commands,
		})),
	};
}

function countOf(results: readonly CheckResult[], level: CheckResult['level']): number {
	return results.filter(result => result.level === level).length;
}

function widest(texts: readonly string[]): number {
	return Math.max(0, ...texts.map(text => displayWidth(text)));
}
