import type {Wording} from '../wording.ts';
import type * as english from '../en/reading.ts';

export const readingTexts: Wording<typeof english.readingTexts> = {
	nothingYet: epochs => `训练 ${epochs} 轮后，模型几乎还找不到目标。mAP50 高于 0.05 之前，精确率和召回率没有参考意义。`,
	nothing: '模型几乎找不到目标。mAP50 高于 0.05 之前，精确率和召回率没有参考意义。',
	misses: (precision, recall) => `精确率 ${precision} 高而召回率 ${recall} 低：漏检多于误检。`,
	invents: (precision, recall) => `召回率 ${recall} 高而精确率 ${precision} 低：误检多于漏检。`,
	balanced: (precision, recall) => `精确率 ${precision} 与召回率 ${recall} 相当：漏检和误检差不多。`,
	good: (precision, recall) => `精确率 ${precision} 和召回率 ${recall} 都不错。`,
	shares: (missed, wrong) => `每 100 个目标约漏掉 ${missed} 个；每 100 个检出中约有 ${wrong} 个是错的。`,
	loose: (map50, map50To95, share) => `mAP50-95 为 ${map50To95}，只有 mAP50（${map50}）的 ${share}：框不够贴合。`,
	fair: (map50, map50To95, share) => `mAP50-95 为 ${map50To95}，是 mAP50（${map50}）的 ${share}：框比较贴合。`,
	masksBehind: (box, mask) => `掩码（mAP50-95 ${mask}）不如框（${box}）：轮廓比位置更难；请把轮廓标得更精确。`,
	masksEqual: mask => `掩码与框一样好（mAP50-95 ${mask}）。`,
	neverDetected: (name, precision, instances) => precision === '1'
		? `${name} 从未检出：${instances} 个目标，P 为 1 而 R 为 0。它的精确率没有意义。`
		: `${name} 从未被找到：${instances} 个目标，R 为 0。`,
	neverDetectedMore: count => `还有 ${count} 个类别从未被找到。`,
	belowConfidence: (name, map50, instances) => `${name} 能找到，但置信度低于统计 P 和 R 时所用的阈值：mAP50 ${map50}，${instances} 个目标，R 为 0。`,
	belowConfidenceMore: count => `还有 ${count} 个类别只在低置信度下能找到。`,
	noneDetected: '没有一个类别被找到。',
	weakest: (name, map50, recall) => `在能找到的类别中 ${name} 最弱：mAP50 ${map50}，召回率 ${recall}。`,
	fewExamples: (names, max) => max === '' ? `样本太少，数值不可靠：${names}。` : `样本太少：${names}；最多的是 ${max}。`,
	strongest: (name, map50) => `${name} 学得最好（mAP50 ${map50}）。`,
	improveFirst: names => `优先改进：${names}。`,
	nextImages: names => `在训练集和验证集中都增加 ${names} 的图像。`,
	nextThreshold: option => `检测时降低置信度阈值（${option}），能找回更多漏检的目标，但误检也会增加。`,
	nextHigherThreshold: option => `检测时提高置信度阈值（${option}），能去掉误检，但漏检也会增加。`,
	nextLabels: '查找没有标注的目标：每一个都会算作误检。增加没有目标的背景图。',
	nextBoxes: '要让框更贴合：精确并始终一致地标注边缘，训练更久，用更大的图像尺寸。',
	nextEpochs: '训练更多轮，从预训练权重开始，并检查标签是否正确。',
	nextNothing: '没有突出的问题。请用训练集和验证集之外的新图像试试模型。',
	topOne: (top1, top5) => `第一个猜测正确的图像占 ${top1}，前五个之中有正确答案的占 ${top5}。`,
	topOneFar: '正确的类别常在前五个之中但不是第一个：相似的类别被互相混淆。请增加这些类别的图像，或用更大的图像尺寸。',
	and: ' 和 ',
	comma: '、',
	instances: (name, instances) => `${name}（${instances} 个目标）`,
};
