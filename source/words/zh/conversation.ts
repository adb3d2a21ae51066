import type {Wording} from '../wording.ts';
import type * as english from '../en/conversation.ts';

export const conversation: Wording<typeof english.conversation> = {
	menuKeys: '上下键选择，回车确认，Esc 离开',
	menuKeysWithName: '上下键选择，回车打开，/ 输入名称，Esc 离开',
	lineQuestion: letters => `${letters.join(' / ')}：`,
	fieldQuestion: (label: string, value: string, hint: string) => `${label}${value === '' ? '' : ` [${value}]`}${hint === '' ? '' : `（${hint}）`}：`,
	formKeys: '按回车保留原值，Ctrl-D 离开。',
};
