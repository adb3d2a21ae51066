import {helpTexts} from '../text/help.ts';
import type {Language} from '../text/language.ts';
import {
	flagDefinitions,
	flagLabel,
	verbs,
	type FlagDefinition,
} from './flags.ts';

/** A Chinese character takes two columns. */
function columns(text: string): number {
	return text.length + (text.match(/[\p{Script=Han}、。（），：；]/gu)?.length ?? 0);
}

/** Breaks a text into lines of at most 78 columns, between words or Chinese characters. */
function wrap(text: string): string[] {
	const lines: string[] = [];
	let line = '';
	// Closing punctuation stays with what it closes.
	for (const [piece] of text.matchAll(/(?:[\p{Script=Han}、。（），：；]|[^\s\p{Script=Han}、。（），：；]+)[、。），：；]*\s*/gu)) {
		if (columns(line + piece.trimEnd()) > 78) {
			lines.push(line.trimEnd());
			line = '';
		}

		line += piece;
	}

	return [...lines, line.trimEnd()];
}

/** The whole help, from the tables of flags and words. Ends with a line feed. */
export function helpText(language: Language): string {
	const texts = helpTexts(language);
	const valueOf = ({kind, choices}: FlagDefinition) => ({
		switch: '', text: ` ${texts.values.text}`, choice: ` ${choices?.join('|')}`, 'positive-integer': ` ${texts.values.number}`, count: ` ${texts.values.number}`, 'positive-number': ` ${texts.values.number}`,
	}[kind]);
	const flagRows = flagDefinitions.flatMap(definition => definition.name === 'orDemo'
		? []
		: [[`${'short' in definition ? `-${definition.short}, ` : ' '.repeat(4)}${flagLabel(definition.name)}${valueOf(definition)}`, texts.flags[definition.name]] as const]);
	const commandRows = verbs.map(verb => [texts.commands[verb].call, texts.commands[verb].text] as const);
	// Chinese words in the left column take two columns each.
	const table = (rows: ReadonlyArray<readonly [string, string]>) => {
		const width = Math.max(...rows.map(([left]) => columns(left))) + 2;
		return rows.map(([left, right]) => `  ${left}${' '.repeat(width - columns(left))}${right}`);
	};

	return [
		texts.purpose,
		'',
		`${texts.usage}:`,
		...table(commandRows),
		'',
		...wrap(texts.target),
		'',
		`${texts.options}:`,
		...table(flagRows),
		'',
		...wrap(texts.exitCodes),
		'',
	].join('\n');
}
