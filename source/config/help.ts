import {helpTexts} from '../text/help.ts';
import type {Language} from '../text/language.ts';
import {
	flagDefinitions,
	flagLabel,
	verbs,
	type FlagDefinition,
} from './flags.ts';

/** Breaks a text into lines of at most 78 columns; a Chinese character takes two columns. */
function wrap(text: string): string[] {
	const lines: string[] = [];
	let line = '';
	let width = 0;
	for (const [word] of text.matchAll(/[\u3000-\u9FFF\uFF00-\uFFEF]|[^\s\u3000-\u9FFF\uFF00-\uFFEF]+\s*|\s+/g)) {
		const wordWidth = /[\u3000-\u9FFF\uFF00-\uFFEF]/.test(word) ? 2 : word.trimEnd().length;
		// Closing punctuation stays with its sentence.
		if (width + wordWidth > 78 && !/^[、。），：；]$/.test(word)) {
			lines.push(line.trimEnd());
			line = '';
			width = 0;
		}

		line += word;
		width += wordWidth === 2 ? 2 : word.length;
	}

	return [...lines, line.trimEnd()];
}

/** The whole help, from the tables of flags and words. Ends with a line feed. */
export function helpText(language: Language): string {
	const texts = helpTexts(language);
	const valueOf = ({kind, choices}: FlagDefinition) => ({
		switch: '', text: ` ${texts.values.text}`, choice: ` ${choices?.join('|')}`, 'positive-integer': ` ${texts.values.number}`, 'positive-number': ` ${texts.values.number}`,
	}[kind]);
	const flagRows = flagDefinitions.flatMap(definition => definition.name === 'orDemo'
		? []
		: [[`${'short' in definition ? `-${definition.short}, ` : ' '.repeat(4)}${flagLabel(definition.name)}${valueOf(definition)}`, texts.flags[definition.name]] as const]);
	const commandRows = verbs.map(verb => [texts.commands[verb].call, texts.commands[verb].text] as const);
	// Chinese words in the left column take two columns each.
	const pad = (text: string, width: number) => text.padEnd(width - (text.match(/[\u3000-\u9FFF]/g)?.length ?? 0));
	return [
		texts.purpose,
		'',
		`${texts.usage}:`,
		...commandRows.map(([call, text]) => `  ${pad(call, 26)}${text}`),
		'',
		...wrap(texts.target),
		'',
		`${texts.options}:`,
		...flagRows.map(([flag, text]) => `  ${pad(flag, 36)}${text}`),
		'',
		...wrap(texts.exitCodes),
		'',
	].join('\n');
}
