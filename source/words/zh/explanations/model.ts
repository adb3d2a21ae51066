import type {Explanation} from '../../explanation.ts';
import {metricExplanations} from '../metrics.ts';
import type {modelExplanations as english} from '../../en/explanations/model.ts';

export const modelExplanations: Readonly<Record<keyof typeof english, Explanation>> = {
	box: {
		name: 'box_loss（框损失）', what: '预测框与标注框相差多少，是本轮到目前为止的平均值。前几轮下降很快，之后变慢。', formula: 'YOLOv5、Ultralytics：1 - CIoU，再乘权重', good: '持续下降。不同版本的数值不可比，只在同一次训练里比较。',
	},
	obj: {
		name: 'obj_loss（目标损失）', what: '模型对某处有没有目标判断得有多错（仅 YOLOv5）。与图像中的目标数量有关。', formula: '以框的 IoU 为目标的二元交叉熵', good: '持续下降；在验证集上不应长时间上升。',
	},
	cls: {
		name: 'cls_loss（类别损失）', what: '对已找到的目标，类别判断得有多错。只有一个类别时 YOLOv5 显示 0，因为无可选择。', formula: '各类别的二元交叉熵', good: '趋近于 0。',
	},
	dfl: {
		name: 'dfl_loss', what: '框的边缘有多不确定（distribution focal loss，仅 Ultralytics）。每条边都预测为一个距离分布。', formula: '真实边缘相邻两格的交叉熵', good: '持续下降；训练末期一般为 0.8 到 1.2。',
	},
	seg: {
		name: 'seg_loss（分割损失）', what: '预测掩码与标注轮廓在框内相差多少。仅用于分割。', formula: '掩码像素的二元交叉熵 / 框面积', good: '与 box_loss 一起下降。',
	},
	pose: {
		name: 'pose_loss、kobj_loss', what: '关键点与标注相差多少，以及每个关键点是否存在。仅用于姿态估计。', formula: 'pose：1 - exp(-距离² / (2 尺度²))；kobj：二元交叉熵', good: '持续下降。',
	},
	trainAndVal: {
		name: 'train/… 与 val/…', what: '同一种损失：前者在学习用的图像上，后者在从未见过的图像上。真正重要的是后者。', formula: '本轮所有批次的平均', good: '两者都下降。val/ 上升而 train/ 仍下降，说明模型开始死记硬背。',
	},
	...metricExplanations,
	fitness: {
		name: 'fitness', what: '框架用来挑选 best.pt 的那个数。一次运行的最佳轮就是该值最高的一轮；旁边显示的是它的 mAP50-95。', formula: '0.1 × mAP50 + 0.9 × mAP50-95（YOLOv5）', good: '还在上升就继续训练。',
	},
	change: {
		name: '较上次、较最佳', what: 'mAP50-95 与对比的表格相比变化了多少。样本少的类别，变化多半靠运气。', formula: '现在的 mAP50-95 - 当时的 mAP50-95', good: '上升；小于 0.005 属于波动。',
	},
	confidence: {
		name: 'conf（置信度）', what: '检测时模型要多有把握才报告目标。越低找到越多，误检也越多。', formula: '类别概率 × 目标概率（YOLOv5）', good: '默认 0.25；漏检多时 0.1，误检多时 0.5。',
	},
};
