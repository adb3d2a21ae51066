/** What a plain terminal says around a question of an action. */
export const conversation = {
	menuKeys: 'Up/Down choose, Enter takes, Esc leaves',
	menuKeysWithName: 'Up/Down choose, Enter opens, / types a name, Esc leaves',
	lineQuestion: (letters: readonly string[]) => `${letters.join(' / ')}: `,
	fieldQuestion: (label: string, value: string, hint: string) => `${label}${value === '' ? '' : ` [${value}]`}${hint === '' ? '' : ` (${hint})`}: `,
	formKeys: 'Enter keeps a value, Ctrl-D leaves.',
};
