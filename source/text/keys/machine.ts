import {defineTexts} from '../language.ts';

/** Keys about what is wrong and what the numbers mean. */
export const machineKeyWords = defineTexts({
	meaning: {
		'show-diagnoses': 'what is wrong with the run: evidence, reason, what to do',
		'show-doctor': 'check Docker, GPU, container and WSL, each with what to do',
		'show-advice': 'batch size, workers, image size and shm-size that fit this machine',
		'show-reading': 'read the result as a person with experience would',
		'show-explanations': 'what a number means, its formula, and what is good: first the one of the panel, chart or column that is chosen',
		'explain-text': 'in a text: what its numbers mean',
		'next-number': 'explain the next number',
		'previous-number': 'explain the number before',
	},
	hint: {
		'show-diagnoses': 'diagnoses', 'show-doctor': 'doctor', 'show-advice': 'advice', 'show-reading': 'reading', 'show-explanations': 'explain', 'explain-text': 'explain', 'next-number': 'number', 'previous-number': 'number',
	},
}, {
	meaning: {
		'show-diagnoses': '训练有什么问题：依据、原因、怎么办',
		'show-doctor': '检查 Docker、GPU、容器和 WSL，并说明怎么解决',
		'show-advice': '适合本机的批大小、加载进程、图像尺寸和共享内存',
		'show-reading': '像有经验的人那样解读结果',
		'show-explanations': '数值的含义、公式，以及怎样算好：先解释所选面板、图表或列的数值',
		'explain-text': '在文本中：其中数值的含义',
		'next-number': '解释下一个数值',
		'previous-number': '解释上一个数值',
	},
	hint: {
		'show-diagnoses': '诊断', 'show-doctor': '检查', 'show-advice': '建议', 'show-reading': '解读', 'show-explanations': '解释', 'explain-text': '解释', 'next-number': '数值', 'previous-number': '数值',
	},
});
