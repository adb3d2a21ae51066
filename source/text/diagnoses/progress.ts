import {defineTexts} from '../language.ts';
import {counted} from '../counted.ts';

/** The words of the diagnoses about how the training goes. */
export const progressDiagnoses = defineTexts({
	'loss-nan': {
		what: (losses: string, epoch: string) => `The training has diverged: ${losses} in epoch ${epoch}.`,
		why: () => 'A loss that is no number never recovers: all weights become nan and every metric 0. A learning rate that is too high is the usual reason, then broken labels, then half precision on GTX 16xx boards.',
		action: () => 'Stop it: more epochs cannot help. Start again with a lower lr0 (a tenth), from sound weights; on a GTX 16xx without half precision (Ultralytics: amp=False).',
	},
	'validation-loss-nan': {
		what: (epochs: string) => `The loss of the validation is not a number (epoch ${epochs}), while that of the training is one.`,
		whatOver: (epochs: string) => `The loss of the validation was not a number in epoch ${epochs}; it is one again.`,
		why: () => 'The model itself has not diverged. The validation of a GPU runs in half precision, in which a large loss overflows; or an image of the validation split has a broken label, such as a box without a size.',
		action: () => 'Judge the run by mAP, not by this loss. If it stays so, check the labels of the validation split, and look whether the training losses still fall.',
	},
	'nan-recovered': {
		what: (epochs: string) => epochs === '' ? 'The training had losses that were no numbers, and has recovered.' : `The training had losses that were no numbers in epoch ${epochs}, and has recovered.`,
		why: () => 'The framework went back to last.pt, or left out the steps that overflowed (mixed precision). Such epochs are mostly lost.',
		action: () => 'Nothing must be done now. If it comes again, resume with a lower lr0 or without half precision (amp=False).',
	},
	'learning-rate-zero': {
		what: (epoch: string) => `The learning rate is 0 in epoch ${epoch}: nothing is learned any more.`,
		why: () => 'The schedule has come to its end before the epochs have: lrf=0, a resume with more epochs than the schedule was made for, or a schedule of one\'s own.',
		action: () => 'Stop it. Start again from best.pt with the number of epochs that is wanted and lrf above 0 (0.01 is the default).',
	},
	'training-stalled': {
		what: (silence: string) => `No progress for ${silence}.`,
		silence: (minutes: string) => `${minutes} min`,
		why: () => 'A worker of the data loader may hang, the disk or network share with the images may not answer, or the machine swaps.',
		action: () => 'Look at the CPU and GPU use: both idle means it hangs. Then stop it and resume from last.pt with fewer workers.',
	},
	'data-loader-bound': {
		what: (gpu: string) => `The GPU waits for data: it is busy only ${gpu} of the time.`,
		whyWorkers: (workers: string) => `The ${counted(workers, 'worker that loads and augments images is', 'workers that load and augment images are')} slower than the GPU.`,
		whyCpu: () => 'The CPU is fully busy with loading and augmenting images.',
		why: () => 'Loading and augmenting images takes longer than computing with them.',
		actionWorkers: (option: string) => `Try ${option} (more shared memory may be needed), or keep the images in memory with --cache ram when it is large enough.`,
		actionCpu: () => 'Keep the images in memory (--cache ram) or make them smaller beforehand; more workers cannot help a CPU that is full.',
	},
	plateau: {
		what: (metric: string, epochs: string, best: string) => `${metric} has not improved for ${counted(epochs, 'epoch')}; the best is ${best}.`,
		whatHardly: (metric: string, epochs: string, gain: string, best: string) => `${metric} has hardly improved in the last ${counted(epochs, 'epoch')} (by ${gain}); the best is ${best}.`,
		why: () => 'The model has learned what this data, image size and model size can give, or the learning rate is too low or too high to go on.',
		action: () => 'More of the same epochs will hardly help. More or better labelled images help most, then a larger image size, then a larger model. best.pt keeps the best epoch.',
	},
	overfitting: {
		what: (epoch: string, rise: string) => `The model memorises the training images: since epoch ${epoch} the validation loss has risen by ${rise} while the training loss falls.`,
		why: () => 'It learns details of single images that do not occur in others; too few images or too little augmentation for the size of the model.',
		action: () => 'Use best.pt, not last.pt. Against it: more images, more augmentation (mosaic, mixup, scale), a smaller model, fewer epochs.',
	},
	'early-stop-near': {
		what: (left: string, stopEpoch: string) => `The training stops by itself in ${counted(left, 'epoch')} (after epoch ${stopEpoch}) unless it improves.`,
		why: (patience: string, bestEpoch: string) => `Patience is ${counted(patience, 'epoch')}, counted from epoch ${bestEpoch}.`,
		action: () => 'Nothing need be done: best.pt is kept. To train on, resume with a larger patience (in opt.yaml for YOLOv5); 0 switches it off.',
	},
	'deprecated-autocast': {
		what: (count: string) => `A deprecated call is reported again and again (${counted(count, 'time')}): torch.cuda.amp.`,
		why: () => 'PyTorch renamed it; the old call still works and the result is the same. The warning only hides other messages.',
		action: (command: string) => `One line in the script silences it:\n${command}`,
	},
}, {
	'loss-nan': {
		what: (losses, epoch) => `训练已发散：第 ${epoch} 轮中 ${losses}。`,
		why: () => '损失一旦不是数字就不会恢复：所有权重都变成 nan，所有指标都变成 0。通常是学习率太高，其次是标签有误，再次是 GTX 16xx 上的半精度。',
		action: () => '请停止：再多的轮数也没有用。用更低的 lr0（十分之一）从正常的权重重新开始；GTX 16xx 上不要用半精度（Ultralytics：amp=False）。',
	},
	'validation-loss-nan': {
		what: epochs => `验证损失不是数字（第 ${epochs} 轮），而训练损失是数字。`,
		whatOver: epochs => `第 ${epochs} 轮的验证损失曾不是数字，之后恢复正常。`,
		why: () => '模型本身没有发散。GPU 上的验证使用半精度，过大的损失会溢出；或者验证集中某张图像的标签有误，例如没有大小的框。',
		action: () => '请看 mAP，不要看这个损失。如果一直如此，请检查验证集的标签，并看训练损失是否仍在下降。',
	},
	'nan-recovered': {
		what: epochs => epochs === '' ? '训练损失曾不是数字，现已恢复。' : `训练在第 ${epochs} 轮的损失不是数字，现已恢复。`,
		why: () => '框架退回到 last.pt，或跳过了溢出的步骤（混合精度）。这些轮大多白费了。',
		action: () => '现在不必做什么。如果再次出现，降低 lr0 或不用半精度（amp=False）继续训练。',
	},
	'learning-rate-zero': {
		what: epoch => `第 ${epoch} 轮的学习率为 0：不再学到任何东西。`,
		why: () => '学习率计划在训练结束前就到头了：lrf=0、继续训练的轮数超过原计划，或使用了自定义的计划。',
		action: () => '请停止。从 best.pt 以所需的轮数重新开始，lrf 要大于 0（默认 0.01）。',
	},
	'training-stalled': {
		what: silence => `已有 ${silence}没有进展。`,
		silence: minutes => `${minutes} 分钟`,
		why: () => '可能是数据加载进程卡住、存放图像的磁盘或网络共享没有响应，或机器在使用交换空间。',
		action: () => '查看 CPU 和 GPU 占用：两者都空闲说明卡住了。此时停止它，并减少加载进程，从 last.pt 继续训练。',
	},
	'data-loader-bound': {
		what: gpu => `GPU 在等数据：只有 ${gpu} 的时间在忙。`,
		whyWorkers: workers => `负责加载和增强图像的 ${workers} 个加载进程比 GPU 慢。`,
		whyCpu: () => 'CPU 已被加载和增强图像占满。',
		why: () => '加载和增强图像比计算更费时间。',
		actionWorkers: option => `试试 ${option}（可能需要更多共享内存），或在内存足够时用 --cache ram 把图像放进内存。`,
		actionCpu: () => '把图像放进内存（--cache ram）或事先缩小；CPU 已满时增加加载进程没有用。',
	},
	plateau: {
		what: (metric, epochs, best) => `${metric} 已有 ${epochs} 轮没有提高；最佳为 ${best}。`,
		whatHardly: (metric, epochs, gain, best) => `最近 ${epochs} 轮中 ${metric} 几乎没有提高（仅 ${gain}）；最佳为 ${best}。`,
		why: () => '模型已学到这些数据、图像尺寸和模型大小所能给出的内容，或学习率太低或太高而无法继续。',
		action: () => '继续同样的训练帮助不大。最有用的是更多或标注更好的图像，其次是更大的图像尺寸，再次是更大的模型。best.pt 保存着最好的一轮。',
	},
	overfitting: {
		what: (epoch, rise) => `模型在死记训练图像：自第 ${epoch} 轮起，训练损失下降，验证损失却上升了 ${rise}。`,
		why: () => '它学到了个别图像的细节，而其他图像中没有；相对模型大小，图像太少或增强不够。',
		action: () => '使用 best.pt，不要用 last.pt。对策：更多图像、更强的增强（mosaic、mixup、scale）、更小的模型、更少的轮数。',
	},
	'early-stop-near': {
		what: (left, stopEpoch) => `如果没有提高，训练将在 ${left} 轮后（第 ${stopEpoch} 轮之后）自动停止。`,
		why: (patience, bestEpoch) => `patience 为 ${patience} 轮，从第 ${bestEpoch} 轮算起。`,
		action: () => '无需处理：best.pt 会保留。想继续训练，就用更大的 patience 继续训练（YOLOv5 在 opt.yaml 中修改）；0 表示关闭。',
	},
	'deprecated-autocast': {
		what: count => `一个已弃用的调用反复报告（${count} 次）：torch.cuda.amp。`,
		why: () => 'PyTorch 改了名称；旧的调用仍然有效，结果也相同。这条警告只是淹没了其他消息。',
		action: command => `改动脚本中的一行即可消除：\n${command}`,
	},
});

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const progressMeanings = /* #__PURE__ */ defineTexts({
	'loss-nan': 'A training loss is nan or inf in the present or the last completed epoch.',
	'validation-loss-nan': 'A validation loss of results.csv is nan or inf, in the last epoch or in an earlier one.',
	'nan-recovered': 'Earlier epochs had training losses that were no numbers, or the framework went back to last.pt because of them; the latest epoch has numbers again.',
	'learning-rate-zero': 'All learning rates of the last epoch are 0 behind the warm-up and before the end.',
	'training-stalled': 'A training that should print has printed nothing for far longer than a batch or an epoch takes.',
	'data-loader-bound': 'The GPU is idle for much of the time while it trains: the data loader delivers too slowly.',
	plateau: 'mAP50-95 (or top1) has not improved for many epochs.',
	overfitting: 'The validation loss has been rising while the training loss falls and mAP does not improve.',
	'early-stop-near': 'The framework\'s patience is nearly used up.',
	'deprecated-autocast': 'PyTorch\'s FutureWarning about torch.cuda.amp.autocast or GradScaler.',
}, {
	'loss-nan': '本轮或上一个完成的轮中，某个训练损失为 nan 或 inf。',
	'validation-loss-nan': 'results.csv 中的验证损失为 nan 或 inf，在最后一轮或更早的某轮。',
	'nan-recovered': '之前的轮训练损失不是数字，或框架因此退回到 last.pt；最近一轮恢复正常。',
	'learning-rate-zero': '预热之后、结束之前，最后一轮的所有学习率都是 0。',
	'training-stalled': '本该有输出的训练，沉默时间远超一个批次或一轮所需的时间。',
	'data-loader-bound': '训练时 GPU 大部分时间空闲：数据加载太慢。',
	plateau: 'mAP50-95（或 top1）已有很多轮没有提高。',
	overfitting: '训练损失下降而验证损失持续上升，且 mAP 没有提高。',
	'early-stop-near': '框架的 patience 即将用尽。',
	'deprecated-autocast': 'PyTorch 关于 torch.cuda.amp.autocast 或 GradScaler 的 FutureWarning。',
});
