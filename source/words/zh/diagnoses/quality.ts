import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/quality.ts';

export const qualityDiagnoses: Wording<typeof english.qualityDiagnoses> = {
	'class-never-detected': {
		what: names => `从未检出：${names}。`,
		whatAll: () => '模型没有检出任何已标注的目标。',
		why: () => '召回率为 0：标注的目标一个也没有找到。此时旁边的精确率 1 没有意义，因为没有任何检出。',
		whyAll: epochs => `所有类别的召回率都是 0${epochs === '' ? '' : `（已训练 ${epochs} 轮）`}。从零训练的模型在最初几轮这很正常；之后则说明标签有误或学习率不对。`,
		action: () => '增加含这些类别的图像，检查其标签的类别编号是否正确，然后继续训练。',
		actionAll: () => '训练更多轮，从预训练权重开始，并查看运行目录中的 train_batch0.jpg：框在该在的位置吗？',
	},
	'class-below-confidence': {
		what: names => `能找到，但置信度很低：${names}。`,
		why: () => '框架在同一个置信度阈值下统计 P 和 R，即对所有类别整体最好的那个阈值。在该阈值下，这些类别没有任何检出，因此 R 为 0，P 为 1 也没有意义。mAP50 统计所有置信度，它不为 0：这些类别能被找到。',
		action: option => `检测时用较低的置信度阈值（${option}）就能看到它们，但误检也会增加。补充这些类别的图像能提高置信度。`,
	},
	'low-recall': {
		what: (precision, recall) => `漏检很多：精确率 ${precision}，召回率 ${recall}。`,
		why: () => '它报告的大多正确，但会漏掉目标：样本太少、在画面中太小，或与训练时的样子不同。',
		action: option => `增加漏检目标的图像；小目标用更大的图像尺寸；检测时降低置信度阈值（${option}）。`,
	},
	'low-precision': {
		what: (precision, recall) => `误检很多：精确率 ${precision}，召回率 ${recall}。`,
		why: () => '它能找到目标，但也报告了别的东西：漏标的目标会算作误检，相似的背景在训练中没有出现过。',
		action: option => `查找没有标注的目标；增加没有目标的背景图（最多 10%）；检测时提高置信度阈值（${option}）。`,
	},
	'class-without-labels': {
		what: classes => `验证集中没有这些类别的目标：${classes}。`,
		whatMissing: (missing, count) => `${count} 个类别中有 ${missing} 个在验证集里没有目标：它们不在表中。`,
		why: () => '它们的指标没有意义，总平均值会略过它们或按 0 计。',
		action: () => '在验证集中加入这些类别的标注图像，或从 `names:` 中去掉这些类别。',
	},
	'few-examples': {
		what: names => `验证集中目标太少：${names}。`,
		why: () => '目标这么少时，该类别的数值每轮都会随机波动，而训练集通常同样单薄。',
		action: () => '训练集和验证集都要补充这类图像；每类约 1500 张图像、10000 个目标为宜，几百个只是起步。',
	},
	'loose-boxes': {
		what: (map50, map50To95) => `框不够贴合：mAP50 为 ${map50}，mAP50-95 只有 ${map50To95}。`,
		why: () => 'mAP50 只要求框重叠一半，mAP50-95 要求的重叠越来越高：目标找到了，边缘没有对准。',
		action: () => '精确并始终一致地标注边缘；训练更久，并用更大的图像尺寸。',
	},
};

export const qualityMeanings: Wording<typeof english.qualityMeanings> = {
	'class-without-labels': '最终表格中，某个类别在验证集没有标注目标。',
	'class-never-detected': '最终表格中，某个类别在验证集有标签但召回率为 0，且 mAP50 表明低置信度下也找不到。',
	'class-below-confidence': '最终表格中，某个类别的召回率为 0 但 mAP50 不低于 0.05：能找到，但置信度低于框架统计 P 和 R 时所用的阈值。',
	'low-recall': '最终表格中，召回率明显低于精确率。',
	'low-precision': '最终表格中，精确率明显低于召回率。',
	'few-examples': '某个类别在验证集中的标注目标很少，无论绝对数量还是与最多的类别相比。',
	'loose-boxes': '最终表格中，mAP50-95 不到 mAP50 的 55%：找到了目标，但框不够贴合。',
};
