import type {Explanation} from './explanation.ts';

/** Numbers about how well the model does. */
export const english = {
	box: {
		name: 'box_loss', what: 'How far the predicted boxes are from the labelled ones, averaged over the epoch so far. It falls fast in the first epochs and then slowly.', formula: 'YOLOv5, Ultralytics: 1 - CIoU, times its weight', good: 'Falling. Its height differs between versions: compare within a run only.',
	},
	obj: {
		name: 'obj_loss', what: 'How wrong the model is about whether there is an object at a place (YOLOv5 only). It depends on the number of objects in the images.', formula: 'binary cross-entropy against the IoU of the box', good: 'Falling; on the validation images it must not rise for long.',
	},
	cls: {
		name: 'cls_loss', what: 'How wrong the model is about the class of the objects it found. With one class YOLOv5 shows 0, because there is nothing to choose.', formula: 'binary cross-entropy over the classes', good: 'Falling towards 0.',
	},
	dfl: {
		name: 'dfl_loss', what: 'How uncertain the edges of the boxes are (distribution focal loss, Ultralytics only). Each edge is predicted as a distribution over distances.', formula: 'cross-entropy of the two bins next to the true edge', good: 'Falling; about 0.8 to 1.2 is usual at the end.',
	},
	seg: {
		name: 'seg_loss', what: 'How far the predicted masks are from the labelled outlines, inside the boxes. Only for segmentation.', formula: 'binary cross-entropy of the mask pixels / area of the box', good: 'Falling together with box_loss.',
	},
	pose: {
		name: 'pose_loss, kobj_loss', what: 'How far the key points are from the labelled ones, and whether each is there at all. Only for pose.', formula: 'pose: 1 - exp(-distance² / (2 scale²)); kobj: binary cross-entropy', good: 'Falling.',
	},
	trainAndVal: {
		name: 'train/… and val/…', what: 'The same loss on the images the model learns from and on those it never saw. What counts is the second one.', formula: 'mean over all batches of the epoch', good: 'Both fall. When val/ rises while train/ still falls, the model begins to learn by heart.',
	},
	precision: {
		name: 'P (precision)', what: 'Of everything the model reports, the part that is right. High P with low R means that it says little, but what it says is true.', formula: 'TP / (TP + FP)', good: 'Above 0.8. With R 0 it means nothing.',
	},
	recall: {
		name: 'R (recall)', what: 'Of everything that is there, the part the model finds. Low R means missed objects: more examples, or a lower confidence threshold when detecting.', formula: 'TP / (TP + FN)', good: 'Above 0.8.',
	},
	map50: {
		name: 'mAP50', what: 'Area under the curve of precision over recall, averaged over the classes, when a box counts as right from an overlap of 0.5 on. It says how well objects are found.', formula: 'mean over classes of AP at IoU 0.5', good: '0.5 is useful, 0.8 is good, above 0.95 look for copies of training images in the validation set.',
	},
	map50To95: {
		name: 'mAP50-95', what: 'mAP averaged over ten overlaps from 0.5 to 0.95, from which on a box counts as right. It says how tightly the boxes fit, and it is what best.pt is chosen by.', formula: 'mean over IoU 0.5, 0.55, … 0.95 of mAP', good: 'Always below mAP50; two thirds of it are usual, less than half are loose boxes or labels.',
	},
	top1: {
		name: 'top1_acc', what: 'Part of the images whose class is the first guess. Only for classification.', formula: 'right first guesses / images', good: 'Depends on the number of classes; compare with guessing (1 / classes).',
	},
	top5: {
		name: 'top5_acc', what: 'Part of the images whose class is among the five best guesses. Only for classification; with five classes or fewer it is always 1.', formula: 'class among the first five / images', good: 'Far above top1 means that similar classes are mistaken for each other.',
	},
	fitness: {
		name: 'fitness', what: 'The one number by which the framework picks best.pt. The best epoch of a run is the one with the highest fitness; the figure beside it is its mAP50-95.', formula: '0.1 × mAP50 + 0.9 × mAP50-95 (YOLOv5)', good: 'Still rising: let it go on.',
	},
	change: {
		name: 'vs before, vs best', what: 'How much mAP50-95 has changed against the table it is compared with. A change of a class with few examples is mostly chance.', formula: 'mAP50-95 now - mAP50-95 then', good: 'Rising; below 0.005 it is noise.',
	},
	confidence: {
		name: 'conf', what: 'How sure the model must be to report an object when detecting. Lower finds more and invents more.', formula: 'class probability × objectness (YOLOv5)', good: '0.25 (default); 0.1 when too much is missed, 0.5 when too much is invented.',
	},
} as const satisfies Readonly<Record<string, Explanation>>;

export const chinese: Readonly<Record<keyof typeof english, Explanation>> = {
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
