import {defineTexts} from './language.ts';

/** The words around diagnoses, wherever they are shown. */
export const diagnosisWords = defineTexts({
	title: 'Diagnoses',
	none: 'Nothing is known to be wrong.',
	/** In the top line of every screen. */
	noProblem: 'no problems',
	problems: 'problems',
	hints: 'hints',
	severities: {error: 'error', warning: 'warning', hint: 'hint'},
	why: 'Why',
	action: 'What to do',
	evidence: 'Evidence',
	more: (count: string) => `... and ${count} more`,
	ended: (rule: string) => `no longer: ${rule}`,
	/** What yolotop itself can do. */
	remedy: {
		relaunch: {
			resume: (changes: string) => `go on from the last checkpoint with ${changes}`,
			'new-run': (changes: string) => `begin a new run from its weights with ${changes}`,
			restart: (changes: string) => `start the same command again with ${changes}`,
		},
		command: 'copy the command',
	},
}, {
	title: '诊断',
	none: '没有发现问题。',
	noProblem: '未发现问题',
	problems: '问题',
	hints: '提示',
	severities: {error: '错误', warning: '警告', hint: '提示'},
	why: '原因',
	action: '怎么办',
	evidence: '依据',
	more: count => `……另有 ${count} 条`,
	ended: rule => `已消失：${rule}`,
	remedy: {
		relaunch: {
			resume: changes => `从最近的检查点继续，改用 ${changes}`,
			'new-run': changes => `用它的权重开始新的训练，改用 ${changes}`,
			restart: changes => `重新执行同一命令，改用 ${changes}`,
		},
		command: '复制命令',
	},
});

export type DiagnosisWords = ReturnType<typeof diagnosisWords>;
