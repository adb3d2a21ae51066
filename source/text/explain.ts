import {defineTexts} from './language.ts';

/** What a number is called, what it means in two sentences, how it is computed, and what is good. A formula or a value that does not exist is empty. */
export type Explanation = {readonly name: string; readonly what: string; readonly formula: string; readonly good: string};

const english = {
	epoch: {
		name: 'Epoch', what: 'One pass over all training images, after which the model is validated and last.pt is written. YOLOv5 prints it from 0 (43/99 is the 44th of 100); yolotop counts from 1.', formula: 'batches of an epoch = images / batch size, rounded up', good: '100 to 300 for a few thousand images; the curve decides, not the number.',
	},
	gpuMem: {
		name: 'GPU_mem', what: 'GPU memory that PyTorch keeps reserved in the training process. nvidia-smi shows more, because CUDA itself and other programs count there too.', formula: 'torch.cuda.memory_reserved() / 1e9', good: 'Below about 85 % of the board; 0G means that the GPU is not used.',
	},
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
	instances: {
		name: 'Instances', what: 'Labelled objects: of the present batch while it trains, of the whole validation set in the result table. Not images.', formula: 'number of label lines', good: '1500 or more for each class; below 50 the figures of a class are mostly chance.',
	},
	images: {
		name: 'Images', what: 'Images of the validation set. In a class row YOLOv5 prints all of them, Ultralytics those that hold the class.', formula: '', good: '1500 or more for each class in training, and some without any object.',
	},
	size: {
		name: 'Size', what: 'Side of the square to which the images are scaled, in pixels. Small objects need a large one.', formula: 'memory and time grow with size²', good: '640; 1280 for small objects where memory allows, 416 or 320 where it does not.',
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
		name: 'mAP50-95', what: 'The same averaged over ten overlaps from 0.5 to 0.95. It says how tightly the boxes fit, and it is what best.pt is chosen by.', formula: 'mean over IoU 0.5, 0.55, … 0.95 of mAP', good: 'Always below mAP50; two thirds of it are usual, less than half are loose boxes or labels.',
	},
	top1: {
		name: 'top1_acc', what: 'Part of the images whose class is the first guess. Only for classification.', formula: 'right first guesses / images', good: 'Depends on the number of classes; compare with guessing (1 / classes).',
	},
	top5: {
		name: 'top5_acc', what: 'Part of the images whose class is among the five best guesses. Only for classification; with five classes or fewer it is always 1.', formula: 'class among the first five / images', good: 'Far above top1 means that similar classes are mistaken for each other.',
	},
	learningRate: {
		name: 'lr', what: 'How large the steps are with which the weights change. It rises during the warm-up and falls to lr0 times lrf at the end; one value for each group of parameters.', formula: 'lr0 × schedule(epoch)', good: 'lr0 0.01 with SGD, 0.001 with Adam; nan losses mean that it is too high.',
	},
	fitness: {
		name: 'fitness', what: 'The one number by which the framework picks best.pt. Its weights changed between versions, so yolotop says "best by mAP50-95".', formula: '0.1 × mAP50 + 0.9 × mAP50-95 (YOLOv5)', good: 'Still rising: let it go on.',
	},
	speed: {
		name: 'it/s', what: 'Batches that are trained in a second. It says nothing about images until you multiply it with the batch size.', formula: 'batches / seconds of the bar', good: 'The GPU is busy above 80 %; below it, the data loader is the limit.',
	},
	eta: {
		name: 'ETA', what: 'When the last epoch will be done, from the last epochs and the one in progress. Patience may end the training earlier.', formula: 'epochs left × seconds of an epoch', good: '',
	},
	patience: {
		name: 'patience', what: 'Epochs without a better result after which the framework stops by itself. The best epoch is kept in best.pt all the same.', formula: 'stops when epoch - best epoch >= patience', good: '100 (default); 20 to 50 to save time.',
	},
	sharedMemory: {
		name: '/dev/shm (shm)', what: 'Memory through which the data loader\'s workers hand over batches. Docker gives a container 64 MiB; when it is full, a worker dies with "Bus error".', formula: 'about workers × 2 × batch × 3 × size² bytes, and as much again for the validation', good: 'Below 80 % used; --shm-size=2g or more, or --ipc=host.',
	},
	batchSize: {
		name: 'batch-size', what: 'Images that are trained at once. More make the GPU busier and the gradient steadier, and cost GPU memory in proportion.', formula: 'memory = fixed part + images × part of an image', good: 'The largest power of two that leaves 15 % of the GPU memory free.',
	},
	workers: {
		name: 'workers', what: 'Processes that read and augment images for the GPU. Each costs memory of the machine and room in /dev/shm.', formula: 'at most cores / GPUs', good: '2 to 8: as many as keep the GPU busy, not more than the cores.',
	},
	gpuUtilisation: {
		name: 'GPU busy', what: 'Part of the time in which at least one program ran on the GPU. It does not say how much of the GPU that program used.', formula: 'utilization.gpu of nvidia-smi', good: 'Above 80 % while it trains; 8 % means that it waits for the data loader.',
	},
	gpuMemory: {
		name: 'GPU memory', what: 'Memory of the board in use by all programs. PyTorch keeps what it once took, so it hardly ever falls.', formula: 'memory.used / memory.total of nvidia-smi', good: 'Below about 95 %.',
	},
	temperature: {
		name: 'Temperature', what: 'Of the GPU. Near its limit the clocks are lowered, and the training becomes slower.', formula: '', good: 'Below about 83 °C; "held back by heat" must not stand there.',
	},
	throttle: {
		name: 'Held back by', what: 'Why the clocks are lower than they could be. The power limit is normal under full load; heat is not.', formula: 'clocks_event_reasons.active', good: 'Nothing, or the power limit.',
	},
	containerCpu: {
		name: 'CPU', what: 'Processor time of the container. 100 % is one core; augmenting images takes most of it.', formula: 'CPU time / real time', good: 'Below cores × 100 %; at that limit more workers cannot help.',
	},
	containerMemory: {
		name: 'Memory', what: 'Memory of the container without the page cache, which the kernel can drop. Files in /dev/shm count.', formula: 'usage - inactive_file', good: 'Below 90 % of the limit; at the limit the kernel kills a process without a word.',
	},
	checkpoint: {
		name: 'last.pt, best.pt', what: 'The model after the last whole epoch and after the best one. Only last.pt of a run that was not finished can be resumed: at the end the optimizer is taken out of both.', formula: '', good: 'Stop between epochs: what was learned since last.pt is lost.',
	},
	confidence: {
		name: 'conf', what: 'How sure the model must be to report an object when detecting. Lower finds more and invents more.', formula: 'class probability × objectness (YOLOv5)', good: '0.25 (default); 0.1 when too much is missed, 0.5 when too much is invented.',
	},
} as const satisfies Readonly<Record<string, Explanation>>;

export type ExplanationKey = keyof typeof english;

const chinese: Readonly<Record<ExplanationKey, Explanation>> = {
	epoch: {
		name: 'Epoch（轮次）', what: '把所有训练图片过一遍，之后验证模型并写入 last.pt。YOLOv5 从 0 开始打印（43/99 是 100 轮中的第 44 轮）；yolotop 从 1 开始数。', formula: '一轮的批次数 = 图片数 / 批大小，向上取整', good: '几千张图片用 100 到 300 轮；看曲线，不看数字。',
	},
	gpuMem: {
		name: 'GPU_mem', what: 'PyTorch 在训练进程中预留的显存。nvidia-smi 显示得更多，因为还包括 CUDA 自身和其他程序。', formula: 'torch.cuda.memory_reserved() / 1e9', good: '不超过显存的 85 % 左右；0G 表示没有使用 GPU。',
	},
	box: {
		name: 'box_loss（框损失）', what: '预测框与标注框相差多少，是本轮到目前为止的平均值。前几轮下降很快，之后变慢。', formula: 'YOLOv5、Ultralytics：1 - CIoU，再乘权重', good: '持续下降。不同版本的数值不可比，只在同一次训练里比较。',
	},
	obj: {
		name: 'obj_loss（目标损失）', what: '模型对某处有没有目标判断得有多错（仅 YOLOv5）。与图片中的目标数量有关。', formula: '以框的 IoU 为目标的二元交叉熵', good: '持续下降；在验证集上不应长时间上升。',
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
		name: 'train/… 与 val/…', what: '同一种损失：前者在学习用的图片上，后者在从未见过的图片上。真正重要的是后者。', formula: '本轮所有批次的平均', good: '两者都下降。val/ 上升而 train/ 仍下降，说明模型开始死记硬背。',
	},
	instances: {
		name: 'Instances（目标数）', what: '已标注的目标：训练时指当前批次，结果表中指整个验证集。不是图片数。', formula: '标注行数', good: '每类 1500 个以上；少于 50 个时，该类的数值多半靠运气。',
	},
	images: {
		name: 'Images（图片数）', what: '验证集的图片数。在各类别行里，YOLOv5 打印全部图片数，Ultralytics 打印包含该类的图片数。', formula: '', good: '训练集每类 1500 张以上，并包含一些没有目标的图片。',
	},
	size: {
		name: 'Size（图像尺寸）', what: '图片缩放后的正方形边长，单位像素。小目标需要大尺寸。', formula: '显存和时间随尺寸的平方增长', good: '640；小目标且显存足够时 1280，显存不足时 416 或 320。',
	},
	precision: {
		name: 'P（精确率）', what: '模型报告的目标中，正确的比例。P 高 R 低说明它说得少，但说的都对。', formula: 'TP / (TP + FP)', good: '0.8 以上。R 为 0 时它没有意义。',
	},
	recall: {
		name: 'R（召回率）', what: '实际存在的目标中，被找到的比例。R 低说明漏检多：需要更多样本，或检测时降低置信度阈值。', formula: 'TP / (TP + FN)', good: '0.8 以上。',
	},
	map50: {
		name: 'mAP50', what: '重叠达到 0.5 就算正确时，精确率-召回率曲线下的面积，再对各类别取平均。它说明能不能找到目标。', formula: '各类别在 IoU 0.5 时 AP 的平均', good: '0.5 可用，0.8 良好；超过 0.95 时，检查验证集里是否混入了训练图片。',
	},
	map50To95: {
		name: 'mAP50-95', what: '同上，但对 0.5 到 0.95 的十个重叠阈值取平均。它说明框贴得多紧，best.pt 就按它来选。', formula: 'IoU 0.5、0.55 … 0.95 的 mAP 平均', good: '总是低于 mAP50；通常约为其三分之二，不到一半说明框或标注太松。',
	},
	top1: {
		name: 'top1_acc', what: '第一个猜测就正确的图片比例。仅用于分类。', formula: '首个猜测正确数 / 图片数', good: '取决于类别数；与随机猜测（1 / 类别数）比较。',
	},
	top5: {
		name: 'top5_acc', what: '正确类别在前五个猜测之内的图片比例。仅用于分类；类别不超过五个时恒为 1。', formula: '前五个之内的正确数 / 图片数', good: '远高于 top1 说明相似类别互相混淆。',
	},
	learningRate: {
		name: 'lr（学习率）', what: '权重每次改变的步长。预热时上升，之后降到 lr0 乘 lrf；每组参数一个值。', formula: 'lr0 × 调度(epoch)', good: 'SGD 用 lr0 0.01，Adam 用 0.001；损失变成 nan 说明太高。',
	},
	fitness: {
		name: 'fitness', what: '框架用来挑选 best.pt 的那个数。各版本权重不同，因此 yolotop 说“按 mAP50-95 最佳”。', formula: '0.1 × mAP50 + 0.9 × mAP50-95（YOLOv5）', good: '还在上升就继续训练。',
	},
	speed: {
		name: 'it/s', what: '每秒训练的批次数。乘以批大小才是每秒图片数。', formula: '批次数 / 进度条用时', good: 'GPU 利用率在 80 % 以上；低于它，说明数据加载是瓶颈。',
	},
	eta: {
		name: 'ETA（预计结束）', what: '根据最近几轮和当前轮推算最后一轮何时完成。patience 可能让训练更早结束。', formula: '剩余轮数 × 每轮秒数', good: '',
	},
	patience: {
		name: 'patience', what: '多少轮没有更好的结果就自动停止。最好的一轮仍保存在 best.pt 中。', formula: '当前轮 - 最佳轮 >= patience 时停止', good: '默认 100；想省时间可用 20 到 50。',
	},
	sharedMemory: {
		name: '/dev/shm（共享内存）', what: '数据加载的 worker 通过它交付批次。Docker 只给容器 64 MiB；写满后 worker 会以 “Bus error” 终止。', formula: '约 worker 数 × 2 × 批大小 × 3 × 尺寸² 字节，验证时还要同样多', good: '使用率低于 80 %；用 --shm-size=2g 以上，或 --ipc=host。',
	},
	batchSize: {
		name: 'batch-size（批大小）', what: '一次训练的图片数。越大 GPU 越忙、梯度越稳，显存也按比例增加。', formula: '显存 = 固定部分 + 图片数 × 每张部分', good: '留出 15 % 显存的最大 2 的幂。',
	},
	workers: {
		name: 'workers', what: '为 GPU 读取并增强图片的进程。每个都要占内存和 /dev/shm 空间。', formula: '最多 核心数 / GPU 数', good: '2 到 8：能让 GPU 忙起来即可，不要超过核心数。',
	},
	gpuUtilisation: {
		name: 'GPU 利用率', what: '至少有一个程序在 GPU 上运行的时间比例。它不说明程序用了 GPU 的多少。', formula: 'nvidia-smi 的 utilization.gpu', good: '训练时 80 % 以上；8 % 说明在等数据加载。',
	},
	gpuMemory: {
		name: '显存', what: '所有程序占用的显存。PyTorch 拿到后不会归还，所以几乎不下降。', formula: 'nvidia-smi 的 memory.used / memory.total', good: '低于 95 % 左右。',
	},
	temperature: {
		name: '温度', what: 'GPU 的温度。接近上限时会降频，训练变慢。', formula: '', good: '低于 83 °C 左右；不应出现因温度降频。',
	},
	throttle: {
		name: '降频原因', what: '频率为什么低于可能的值。满载时达到功耗上限是正常的，过热不正常。', formula: 'clocks_event_reasons.active', good: '没有，或功耗上限。',
	},
	containerCpu: {
		name: 'CPU', what: '容器的处理器用量。100 % 是一个核心；主要用于图片增强。', formula: 'CPU 时间 / 实际时间', good: '低于 核心数 × 100 %；到顶后增加 worker 没有用。',
	},
	containerMemory: {
		name: '内存', what: '容器使用的内存，不含内核可以回收的页缓存。/dev/shm 中的文件计入。', formula: 'usage - inactive_file', good: '低于上限的 90 %；到上限时内核会直接杀死进程。',
	},
	checkpoint: {
		name: 'last.pt、best.pt', what: '最后一个完整轮次和最佳轮次之后的模型。只有未完成训练的 last.pt 能继续训练：结束时两者的优化器都会被去掉。', formula: '', good: '在两轮之间停止：last.pt 之后学到的会丢失。',
	},
	confidence: {
		name: 'conf（置信度）', what: '检测时模型要多有把握才报告目标。越低找到越多，误报也越多。', formula: '类别概率 × 目标概率（YOLOv5）', good: '默认 0.25；漏检多时 0.1，误报多时 0.5。',
	},
};

/** THE glossary: every number that yolotop or the frameworks show. */
export const explanations = defineTexts(english as Readonly<Record<ExplanationKey, Explanation>>, chinese);

/** The words around an explanation. */
export const explainWords = defineTexts({
	title: 'What the numbers mean', formula: 'Formula', good: 'Good', nothing: 'Nothing is known under this name.',
}, {
	title: '各数值的含义', formula: '公式', good: '怎样算好', nothing: '没有这个名称的说明。',
});

/** Every key, in the order in which a person meets the numbers. */
export const explanationKeys = Object.keys(english) as readonly ExplanationKey[];
