import {defineTexts} from './language.ts';

/** What a plain terminal says around a question of an action. */
export const conversationTexts = defineTexts({
	menuKeys: 'Up/Down choose, Enter takes, Esc leaves',
	menuKeysWithName: 'Up/Down choose, Enter opens, / types a name, Esc leaves',
	lineQuestion: (letters: readonly string[]) => `${letters.join(' / ')}: `,
	fieldQuestion: (label: string, value: string, hint: string) => `${label}${value === '' ? '' : ` [${value}]`}${hint === '' ? '' : ` (${hint})`}: `,
	formKeys: 'Enter keeps a value, Ctrl-D leaves.',
}, {
	menuKeys: '上下键选择，回车确认，Esc 离开',
	menuKeysWithName: '上下键选择，回车打开，/ 输入名称，Esc 离开',
	lineQuestion: letters => `${letters.join(' / ')}：`,
	fieldQuestion: (label: string, value: string, hint: string) => `${label}${value === '' ? '' : ` [${value}]`}${hint === '' ? '' : `（${hint}）`}：`,
	formKeys: '按回车保留原值，Ctrl-D 离开。',
});
