import {defineTexts} from './language.ts';

/** The headings of the run card. */
export const exportTexts = defineTexts({
	summary: 'Summary',
	settings: 'Settings',
	setting: 'Setting',
	value: 'Value',
	curves: 'Curves',
	classes: 'Classes',
	diagnoses: 'Diagnoses',
	journal: 'Actions',
	reproduce: 'Reproduce',
	written: (path: string) => `Written to ${path}\n`,
}, {
	summary: '概要',
	settings: '设置',
	setting: '设置项',
	value: '值',
	curves: '曲线',
	classes: '各类别',
	diagnoses: '诊断',
	journal: '操作记录',
	reproduce: '复现命令',
	written: (path: string) => `已写入 ${path}\n`,
});
