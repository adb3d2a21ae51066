import type {BoxMetricName, MetricName} from '../../domain/metric.ts';
import type {Explanation} from '../explanation.ts';

export const metricExplanations: Readonly<Record<MetricName, Explanation>> = {
	precision: {
		name: 'P（精确率）', what: '模型报告的目标中，正确的比例。P 高 R 低说明它说得少，但说的都对。', formula: 'TP / (TP + FP)', good: '0.8 以上。R 为 0 时它没有意义。',
	},
	recall: {
		name: 'R（召回率）', what: '实际存在的目标中，被找到的比例。R 低说明漏检多：需要更多样本，或检测时降低置信度阈值。', formula: 'TP / (TP + FN)', good: '0.8 以上。',
	},
	map50: {
		name: 'mAP50', what: '重叠达到 0.5 就算正确时，精确率-召回率曲线下的面积，再对各类别取平均。它说明能不能找到目标。', formula: '各类别在 IoU 0.5 时 AP 的平均', good: '0.5 可用，0.8 良好；超过 0.95 时，检查验证集里是否混入了训练图像。',
	},
	map50To95: {
		name: 'mAP50-95', what: 'mAP 对 0.5 到 0.95 的十个重叠阈值取平均，达到阈值的框才算正确。它说明框贴得多紧，best.pt 就按它来选。', formula: 'IoU 0.5、0.55 … 0.95 的 mAP 平均', good: '总是低于 mAP50；通常约为其三分之二，不到一半说明框或标注太松。',
	},
	top1: {
		name: 'top1_acc', what: '第一个猜测就正确的图像比例。仅用于分类。', formula: '首个猜测正确数 / 图像数', good: '取决于类别数；与随机猜测（1 / 类别数）比较。',
	},
	top5: {
		name: 'top5_acc', what: '正确类别在前五个猜测之内的图像比例。仅用于分类；类别不超过五个时恒为 1。', formula: '前五个之内的正确数 / 图像数', good: '远高于 top1 说明相似类别互相混淆。',
	},
};

export const metricsInShort: Readonly<Record<BoxMetricName, string>> = {
	precision: '精确率：找到的目标中有多少是对的',
	recall: '召回率：实有的目标中找到了多少',
	map50: '框重叠过半时的质量',
	map50To95: '更严格的重叠要求下的质量',
};
