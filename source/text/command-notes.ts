import {defineTexts, type Language} from './language.ts';

/** What a person has to know before running a command that was shown. */
const commandNoteTexts = defineTexts({
	variables: '-e NAME takes the value from your shell: values are not shown. What the image itself sets is left out.',
	secrets: '*** is a secret that is not shown: put it in its place.',
}, {
	variables: '-e NAME 的值取自当前 shell：这里不显示变量的值。镜像自带的变量已省略。',
	secrets: '*** 是未显示的密钥：请填入实际内容。',
});

/** The notes that belong to shown commands: on variables without their values, and on secrets. Empty where nothing is left out. */
export function commandNotes(commands: readonly string[], language: Language): readonly string[] {
	const texts = commandNoteTexts(language);
	return [
		...(commands.some(command => /^docker (?:run|create) .*?(?<= )-e [^\s"'=]+(?= )/.test(command)) ? [texts.variables] : []),
		...(commands.some(command => command.includes('***')) ? [texts.secrets] : []),
	];
}
