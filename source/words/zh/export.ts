import type {Wording} from '../wording.ts';
import type * as english from '../en/export.ts';

export const exportTexts: Wording<typeof english.exportTexts> = {
	summary: '概要',
	settings: '设置',
	setting: '设置项',
	value: '值',
	curves: '曲线',
	classes: '各类别',
	confused: '相互混淆',
	diagnoses: '诊断',
	journal: '操作记录',
	reproduce: '复现命令',
	written: (path: string) => `已写入 ${path}\n`,
};
