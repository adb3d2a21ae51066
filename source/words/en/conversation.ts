/** What a plain terminal says around a question of an action. */
export const conversation = {
	menuKeys: 'Up/Down select, Enter confirms, Esc cancels',
	menuKeysWithName: 'Up/Down select, Enter opens, / enters a name, Esc cancels',
	lineQuestion: (letters: readonly string[]) => `${letters.join(' / ')}: `,
	fieldQuestion: (label: string, value: string, hint: string) => `${label}${value === '' ? '' : ` [${value}]`}${hint === '' ? '' : ` (${hint})`}: `,
	formKeys: 'Enter keeps a value, Ctrl-D cancels.',
};
