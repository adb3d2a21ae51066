import type {Explanation} from '../../explanation.ts';
import type {runExplanations as english} from '../../en/explanations/run.ts';

export const runExplanations: Readonly<Record<keyof typeof english, Explanation>> = {
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
		name: 'it/s', what: '每秒训练的批次数。乘以批大小才是每秒图像数。', formula: '批次数 / 进度条用时', good: 'GPU 利用率在 80% 以上；低于它，说明数据加载是瓶颈。',
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
		name: 'batch-size（批大小）', what: '一次训练的图像数。越大 GPU 越忙、梯度越稳，显存也按比例增加。', formula: '显存 = 固定部分 + 图像数 × 每张部分', good: '留出 15% 显存的最大 2 的幂。',
	},
	workers: {
		name: 'workers（加载进程）', what: '为 GPU 读取并增强图像的进程。每个都要占内存和 /dev/shm 空间。', formula: '最多 核心数 / GPU 数', good: '2 到 8：能让 GPU 忙起来即可，不要超过核心数。',
	},
	learningRate: {
		name: 'lr（学习率）', what: '权重每次改变的步长。预热时上升，之后降到 lr0 乘 lrf；每组参数一个值。', formula: 'lr0 × 调度(轮次)', good: 'SGD 用 lr0 0.01，Adam 用 0.001；损失变成 nan 说明太高。',
	},
	gradientNorm: {
		name: 'grad norm（梯度范数）', what: '一轮中每一步所有权重梯度的大小：平均值和最大值。由探针在框架裁剪之前记录。', formula: '所有梯度平方和的平方根', good: '平稳或缓慢下降；突然升高预示损失变成 nan，降到接近 0 说明模型不再学习。',
	},
	instances: {
		name: 'Instances（目标数）', what: '已标注的目标：训练时指当前批次，结果表中指整个验证集。不是图像数。', formula: '标注行数', good: '每类 1500 个以上；少于 50 个时，该类的数值多半靠运气。',
	},
	images: {
		name: 'Images（图像数）', what: '验证集的图像数。在各类别行里，YOLOv5 打印全部图像数，Ultralytics 打印包含该类的图像数。', formula: '', good: '训练集每类 1500 张以上，并包含一些没有目标的图像。',
	},
};
