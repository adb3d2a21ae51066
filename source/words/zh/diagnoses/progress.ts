import {keyNameOf} from '../../../keys/key-names.ts';
import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/progress.ts';

export const progressDiagnoses: Wording<typeof english.progressDiagnoses> = {
	'loss-nan': {
		what: (losses, epoch) => `训练已发散：第 ${epoch} 轮中 ${losses}。`,
		why: () => '损失一旦不是数字就不会恢复：所有权重都变成 nan，所有指标都变成 0。通常是学习率太高，其次是标签有误，再次是 GTX 16xx 上的半精度。',
		action: () => '请停止：再多的轮数也没有用。用更低的 lr0（十分之一）从正常的权重重新开始；GTX 16xx 上不要用半精度（Ultralytics：amp=False）。',
	},
	'validation-loss-nan': {
		what: epochs => `验证损失不是数字（第 ${epochs} 轮），而训练损失是数字。`,
		whatOver: epochs => `第 ${epochs} 轮的验证损失曾不是数字，之后恢复正常。`,
		why: () => '模型本身没有发散。GPU 上的验证使用半精度，过大的损失会溢出；或者验证集中某张图像的标签有误，例如没有大小的框。',
		action: () => '请看 mAP 或 top1，不要看这个损失。如果一直如此，请检查验证集的标签，并看训练损失是否仍在下降。',
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
	'learning-rate-cold': {
		what: (highest, wanted) => `学习率一直没有升上来：最高只有 ${highest}，而 lr0 是 ${wanted}。`,
		why: () => '预热按批次计算，每轮批次很少时可能比整个训练还长；自定义的计划也可能永远达不到 lr0。',
		action: () => '增加训练轮数，或用较小的 warmup_epochs 重新开始。',
	},
	'gradients-exploding': {
		what: epoch => `第 ${epoch} 轮梯度爆炸：损失很快会变成非数值。`,
		why: () => '这么大的更新会毁掉已学到的内容。常见原因是学习率过高，其次是标注错误，再次是半精度。',
		action: () => '请停止，从 best.pt 以更低的 lr0（十分之一）继续；若再次出现，请关闭半精度（Ultralytics：amp=False）。',
	},
	'gradients-vanishing': {
		what: epoch => `第 ${epoch} 轮梯度几乎消失：模型几乎不再变化。`,
		why: () => '可能是层被冻结、学习率或损失权重为 0，或者训练已在熟记的数据上收敛。',
		action: () => '请检查 freeze、损失权重（box、cls、dfl 或 obj）和标注。若 mAP 已无法再提高，可以停止：best.pt 会保留。',
	},
	'class-falling': {
		what: names => `有的类别在变差，而平均值在变好：${names}。`,
		why: () => '常见类别会挤占少见或相似类别的能力；best.pt 只按平均值选取。',
		action: () => '请为这些类别增加图像或提高权重。若其中某个最重要，请比较各轮并保留它最好一轮的检查点（save_period）。',
		evidence: (name, best, epoch, now) => `${name}: mAP50-95 ${best}（第 ${epoch} 轮）→ ${now}`,
	},
	'classes-confused': {
		what: (actual, predicted, share) => `${actual} 有 ${share} 被当成 ${predicted}。`,
		why: () => '在模型看来两者很像，或者标注把它们混在了一起。',
		action: () => '请先检查两类图像的标注是否有误，再增加能体现差别的图像或提高图像尺寸；若不需要区分，可以合并为一个类别。',
	},
	'time-limit-near': {
		what: (epoch, epochs) => `作业到达时间上限时才到第 ${epoch} 轮，共 ${epochs} 轮。`,
		why: () => '按目前的速度，训练所需的时间超过作业可运行的时间：届时调度器会立即结束它，可能正在一轮或写检查点的中途。',
		action: name => `让后续作业接着训练：yolotop resume ${name}\n在上限前的最后一个完整轮次之后停止：yolotop stop ${name} --before-limit`,
		lastWhole: epoch => `上限前的最后一个完整轮次：${epoch}`,
	},
	'training-stalled': {
		what: silence => `已有 ${silence}没有进展。`,
		silence: minutes => `${minutes} 分钟`,
		why: () => '可能是数据加载进程卡住、存放图像的磁盘或网络共享没有响应，或机器在使用交换空间。',
		action: () => `看看各个进程停在哪里：yolotop stacks，或按 ${keyNameOf('show-stacks')}。CPU 和 GPU 都空闲说明卡住了：此时停止它，并减少加载进程，从 last.pt 继续训练。`,
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
};

export const progressMeanings: Wording<typeof english.progressMeanings> = {
	'loss-nan': '本轮或上一个完成的轮中，某个训练损失为 nan 或 inf。',
	'validation-loss-nan': 'results.csv 中的验证损失为 nan 或 inf，在最后一轮或更早的某轮。',
	'nan-recovered': '之前的轮训练损失不是数字，或框架因此退回到 last.pt；最近一轮恢复正常。',
	'learning-rate-zero': '预热之后、结束之前，最后一轮的所有学习率都是 0。',
	'learning-rate-cold': '所有轮的学习率都低于 lr0 的十分之一，预热之后也是如此。',
	'gradients-exploding': '梯度范数的均值超过以往的 20 倍，或一半的范数是 nan 或 inf（由探针记录）。',
	'gradients-vanishing': '梯度范数的均值低于以往的千分之一（由探针记录）。',
	'class-falling': '某个类别的 mAP50-95 下降五分之一，而所有类别的平均值上升（按各轮表格，每次取三轮）。',
	'classes-confused': '某个类别至少五个且五分之一的目标被当成另一类别（探针的混淆矩阵）。',
	'time-limit-near': '按目前的速度，调度器的作业会在最后一轮之前到达时间上限。',
	'training-stalled': '本该有输出的训练，沉默时间远超一个批次或一轮所需的时间。',
	'data-loader-bound': '训练时 GPU 大部分时间空闲：数据加载太慢。',
	plateau: 'mAP50-95（或 top1）已有很多轮没有提高。',
	overfitting: '训练损失下降而验证损失持续上升，且 mAP 没有提高。',
	'early-stop-near': '框架的 patience 即将用尽。',
	'deprecated-autocast': 'PyTorch 关于 torch.cuda.amp.autocast 或 GradScaler 的 FutureWarning。',
};
