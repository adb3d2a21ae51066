import type {Wording} from '../wording.ts';
import type * as english from '../en/diagnosis-words.ts';

export const diagnosis: Wording<typeof english.diagnosis> = {
	title: '诊断',
	none: '没有发现问题。',
	severities: {error: '错误', warning: '警告', hint: '提示'},
	why: '原因',
	action: '怎么办',
	evidence: '依据',
	remedy: {
		relaunch: {
			resume: changes => `从最近的检查点继续，改用 ${changes}`,
			'new-run': changes => `用它的权重开始新的训练，改用 ${changes}`,
			restart: changes => `重新执行同一命令，改用 ${changes}`,
		},
		stopBeforeLimit: '在上限前停止，用新作业继续',
		command: '复制命令',
	},
};
