import type {Wording} from '../wording.ts';
import type * as english from '../en/unanswered.ts';

export const unanswered: Wording<typeof english.unanswered> = {
	sentence: (questions: string, unknown: string) => `引擎没有及时应答：${questions}。因此不知道：${unknown}。`,
	more: (count: string) => `另外 ${count} 个`,
	unknown: {
		list: '有哪些容器',
		inspect: '容器的设置和是否在运行',
		top: '容器里在运行什么',
		exec: '容器内程序能得知的内容（训练、运行、剩余空间）',
		logs: '容器输出了什么',
		attach: '容器正在输出的那一行',
		stat: '运行的文件是否存在',
		archive: '运行的文件内容',
		changes: '容器里有哪些运行',
		stats: '容器用了多少内存',
		info: '机器的配置',
		other: '部分结果',
	},
};
