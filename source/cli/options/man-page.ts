
import {type Language, wordsIn} from '../../words/words.ts';
import {
	fileFlags,
	flagDefinitions,
	flagLabel,
	verbs,
	type FlagDefinition,
} from './flags.ts';

/** Text as roff prints it: no escapes, no requests, hyphens that can be copied. */
function escape(text: string): string {
	return text.replaceAll('\\', String.raw`\e`).replaceAll('-', String.raw`\-`).replaceAll(/^(?=['.])/gm, String.raw`\&`);
}

const bold = (text: string) => String.raw`\fB${escape(text)}\fR`;

/** The manual page in roff (man macros), from the same tables as the help. Source: man-pages(7). */
export function manPage(version: string, language: Language): string {
	const texts = wordsIn(language).help;
	const valueOf = ({kind, choices}: FlagDefinition) => ({
		switch: '', 'optional-number': `[=${texts.values.number}]`, 'optional-count': `[=${texts.values.number}]`, text: texts.values.text, choice: choices?.join('|') ?? '', 'positive-integer': texts.values.number, count: texts.values.number, 'positive-number': texts.values.number, duration: texts.values.duration,
	}[kind]);
	const flagRow = (definition: FlagDefinition & {readonly name: Parameters<typeof flagLabel>[0]}, text: string) => [
		'.TP',
		`${definition.short === undefined ? '' : `${bold(`-${definition.short}`)}, `}${bold(flagLabel(definition.name))} ${escape(valueOf(definition))}`.trimEnd(),
		escape(`${definition.verbs === undefined || definition.verbs.includes('monitor') ? '' : texts.list(definition.verbs)}${text}${definition.environment === undefined ? '' : ` [${definition.environment}]`}`),
	];
	return [
		`.TH YOLOTOP 1 "" "yolotop ${escape(version)}"`,
		'.SH NAME',
		`yolotop ${String.raw`\-`} ${escape(texts.purpose)}`,
		'.SH SYNOPSIS',
		...verbs.flatMap((verb, index) => [...(index === 0 ? [] : ['.br']), bold(texts.commands[verb].call)]),
		'.SH DESCRIPTION',
		escape(texts.target),
		'.SH COMMANDS',
		...verbs.flatMap(verb => ['.TP', bold(texts.commands[verb].call), escape(texts.commands[verb].text)]),
		'.SH OPTIONS',
		...flagDefinitions.flatMap(definition => 'isHidden' in definition ? [] : flagRow(definition, texts.flags[definition.name])),
		'.SH CONFIGURATION',
		escape(texts.configFile(fileFlags)),
		'.SH EXIT STATUS',
		escape(texts.exitCodes),
		'.SH SEE ALSO',
		String.raw`\fBdocker\fR(1)`,
		'',
	].join('\n');
}
