import type {Explanation} from './explanation.ts';

/** Numbers about how far and how fast a training is, and its settings. */
export const english = {
	epoch: {
		name: 'Epoch', what: 'One pass over all training images, after which the model is validated and last.pt is written. YOLOv5 prints it from 0 (43/99 is the 44th of 100); yolotop counts from 1.', formula: 'batches of an epoch = images / batch size, rounded up', good: '100 to 300 for a few thousand images; the curve decides, not the number.',
	},
	batchIndex: {
		name: 'Batch', what: 'Batches of this epoch that are done, of all that it has. One batch is as many images as batch-size says.', formula: 'batches = images / batch size, rounded up', good: 'Moving on steadily; a batch that never ends is a data loader that waits.',
	},
	secondsPerEpoch: {
		name: 'Time of an epoch', what: 'How long one pass over the training images takes, with its validation and the saving of last.pt. The usual one of the last epochs is shown.', formula: 'end of the epoch - end of the one before', good: 'Even; when it grows from epoch to epoch, look for heat, a full memory or another program.',
	},
	eta: {
		name: 'ETA', what: 'When the last epoch will be done, from the last epochs and the one in progress. Patience may end the training earlier.', formula: 'epochs left × seconds of an epoch', good: '',
	},
	speed: {
		name: 'it/s', what: 'Batches that are trained in a second. It says nothing about images until you multiply it with the batch size.', formula: 'batches / seconds of the bar', good: 'The GPU is busy above 80 %; below it, the data loader is the limit.',
	},
	imagesPerSecond: {
		name: 'images/s', what: 'Training images that pass through the model in a second. It is the figure to compare settings by, because it does not depend on the batch size.', formula: 'it/s × batch size', good: 'As high as it gets: raise batch-size and workers as long as it grows.',
	},
	patience: {
		name: 'patience', what: 'Epochs without a better result after which the framework stops by itself. The best epoch is kept in best.pt all the same.', formula: 'stops when epoch - best epoch >= patience', good: '100 (default); 20 to 50 to save time.',
	},
	checkpoint: {
		name: 'last.pt, best.pt', what: 'The model after the last whole epoch and after the best one. Only last.pt of a run that was not finished can be resumed: at the end the optimizer is taken out of both.', formula: '', good: 'Stop between epochs: what was learned since last.pt is lost.',
	},
	size: {
		name: 'Size', what: 'Side of the square to which the images are scaled, in pixels. Small objects need a large one.', formula: 'memory and time grow with size²', good: '640; 1280 for small objects where memory allows, 416 or 320 where it does not.',
	},
	batchSize: {
		name: 'batch-size', what: 'Images that are trained at once. More make the GPU busier and the gradient steadier, and cost GPU memory in proportion.', formula: 'memory = fixed part + images × part of an image', good: 'The largest power of two that leaves 15 % of the GPU memory free.',
	},
	workers: {
		name: 'workers', what: 'Processes that read and augment images for the GPU. Each costs memory of the machine and room in /dev/shm.', formula: 'at most cores / GPUs', good: '2 to 8: as many as keep the GPU busy, not more than the cores.',
	},
	learningRate: {
		name: 'lr', what: 'How large the steps are with which the weights change. It rises during the warm-up and falls to lr0 times lrf at the end; one value for each group of parameters.', formula: 'lr0 × schedule(epoch)', good: 'lr0 0.01 with SGD, 0.001 with Adam; nan losses mean that it is too high.',
	},
	instances: {
		name: 'Instances', what: 'Labelled objects: of the present batch while it trains, of the whole validation set in the result table. Not images.', formula: 'number of label lines', good: '1500 or more for each class; below 50 the figures of a class are mostly chance.',
	},
	images: {
		name: 'Images', what: 'Images of the validation set. In a class row YOLOv5 prints all of them, Ultralytics those that hold the class.', formula: '', good: '1500 or more for each class in training, and some without any object.',
	},
} as const satisfies Readonly<Record<string, Explanation>>;

export const chinese: Readonly<Record<keyof typeof english, Explanation>> = {
	epoch: {
		name: 'Epoch（轮次）', what: '把所有训练图像过一遍，之后验证模型并写入 last.pt。YOLOv5 从 0 开始打印（43/99 是 100 轮中的第 44 轮）；yolotop 从 1 开始数。', formula: '一轮的批次数 = 图像数 / 批大小，向上取整', good: '几千张图像用 100 到 300 轮；看曲线，不看数字。',
	},
	batchIndex: {
		name: 'Batch（批次）', what: '本轮已完成的批次数，以及总批次数。一个批次的图像数由批大小决定。', formula: '批次数 = 图像数 / 批大小，向上取整', good: '稳定前进；某个批次一直不结束，说明数据加载在等待。',
	},
	secondsPerEpoch: {
		name: '每轮用时', what: '把训练图像过一遍所用的时间，包括验证和写入 last.pt。显示的是最近几轮的一般值。', formula: '本轮结束时间 - 上一轮结束时间', good: '保持平稳；一轮比一轮慢时，检查过热、内存不足或其他程序。',
	},
	eta: {
		name: 'ETA（预计结束）', what: '根据最近几轮和本轮推算最后一轮何时完成。patience 可能让训练更早结束。', formula: '剩余轮数 × 每轮秒数', good: '',
	},
	speed: {
		name: 'it/s', what: '每秒训练的批次数。乘以批大小才是每秒图像数。', formula: '批次数 / 进度条用时', good: 'GPU 利用率在 80 % 以上；低于它，说明数据加载是瓶颈。',
	},
	imagesPerSecond: {
		name: 'images/s（张/秒）', what: '每秒训练的图像数。比较不同设置时看它，因为它与批大小无关。', formula: 'it/s × 批大小', good: '越高越好：只要它还在增长，就可以增大批大小和加载进程数。',
	},
	patience: {
		name: 'patience', what: '多少轮没有更好的结果就自动停止。最好的一轮仍保存在 best.pt 中。', formula: '当前轮 - 最佳轮 >= patience 时停止', good: '默认 100；想省时间可用 20 到 50。',
	},
	checkpoint: {
		name: 'last.pt、best.pt', what: '最后一个完整轮次和最佳轮次之后的模型。只有未完成训练的 last.pt 能继续训练：结束时两者的优化器都会被去掉。', formula: '', good: '在两轮之间停止：last.pt 之后学到的会丢失。',
	},
	size: {
		name: 'Size（图像尺寸）', what: '图像缩放后的正方形边长，单位像素。小目标需要大尺寸。', formula: '显存和时间随尺寸的平方增长', good: '640；小目标且显存足够时 1280，显存不足时 416 或 320。',
	},
	batchSize: {
		name: 'batch-size（批大小）', what: '一次训练的图像数。越大 GPU 越忙、梯度越稳，显存也按比例增加。', formula: '显存 = 固定部分 + 图像数 × 每张部分', good: '留出 15 % 显存的最大 2 的幂。',
	},
	workers: {
		name: 'workers（加载进程）', what: '为 GPU 读取并增强图像的进程。每个都要占内存和 /dev/shm 空间。', formula: '最多 核心数 / GPU 数', good: '2 到 8：能让 GPU 忙起来即可，不要超过核心数。',
	},
	learningRate: {
		name: 'lr（学习率）', what: '权重每次改变的步长。预热时上升，之后降到 lr0 乘 lrf；每组参数一个值。', formula: 'lr0 × 调度(轮次)', good: 'SGD 用 lr0 0.01，Adam 用 0.001；损失变成 nan 说明太高。',
	},
	instances: {
		name: 'Instances（目标数）', what: '已标注的目标：训练时指当前批次，结果表中指整个验证集。不是图像数。', formula: '标注行数', good: '每类 1500 个以上；少于 50 个时，该类的数值多半靠运气。',
	},
	images: {
		name: 'Images（图像数）', what: '验证集的图像数。在各类别行里，YOLOv5 打印全部图像数，Ultralytics 打印包含该类的图像数。', formula: '', good: '训练集每类 1500 张以上，并包含一些没有目标的图像。',
	},
};
