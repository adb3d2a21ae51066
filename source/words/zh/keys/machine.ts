import type {Wording} from '../../wording.ts';
import type * as english from '../../en/keys/machine.ts';

export const machineKey: Wording<typeof english.machineKey> = {
	meaning: {
		'show-diagnoses': '训练有什么问题：依据、原因、怎么办',
		'show-doctor': '检查 Docker、GPU、容器和 WSL，并说明怎么解决',
		'show-advice': '适合本机的批大小、加载进程、图像尺寸和共享内存',
		'show-reading': '像有经验的人那样解读结果',
		'show-stacks': '训练似乎卡住时：各个进程此刻停在哪里（Python 调用）以及可能的原因',
		'show-errors': '输出中最后的错误；没有错误时为最后的警告',
		'show-explanations': '数值的含义、公式，以及怎样算好：先解释所选面板、图表或列的数值',
		'explain-text': '在文本中：其中数值的含义',
		'next-number': '解释下一个数值',
		'previous-number': '解释上一个数值',
	},
	hint: {
		'show-diagnoses': '诊断', 'show-doctor': '检查', 'show-advice': '建议', 'show-reading': '解读', 'show-stacks': '调用栈', 'show-errors': '错误', 'show-explanations': '解释', 'explain-text': '解释', 'next-number': '数值', 'previous-number': '数值',
	},
};
