import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/checkpoint.ts';

export const checkpointDiagnoses: Wording<typeof english.checkpointDiagnoses> = {
	'weights-missing': {
		what: path => `找不到权重文件：${path}。`,
		whatResume: path => path === '' ? '这里没有可用于继续训练的检查点。' : `找不到用于继续训练的检查点：${path}。`,
		why: () => '路径以容器内的工作目录为准。不是已知模型的名称无法下载，没有网络时什么也下载不了。',
		whyResume: () => '不带路径的 --resume 取当前目录下最新的 last.pt；其他目录或其他容器中的运行是找不到的。',
		whyHere: () => '相对路径从启动训练的目录算起。不是已知模型的名称无法下载，没有网络时什么也下载不了。',
		actionHere: () => '在该目录用 `ls runs/train/*/weights` 查看，并改正路径。',
		action: () => '用 `docker exec 容器名 ls runs/train/*/weights` 查看，挂载该文件（-v 主机路径:容器路径）或改正路径。',
	},
	'weights-corrupt': {
		what: () => '权重文件损坏或不完整。',
		why: () => '检查点是就地写入的：保存时被终止的训练会留下半个文件；下载中断也一样。',
		action: () => '使用该运行的另一个检查点（用 best.pt 代替 last.pt），或删除文件以便重新下载。',
	},
	'weights-only-load': {
		what: () => '这个 PyTorch 拒绝加载检查点，因为其中不只有权重。',
		why: () => '从 PyTorch 2.6 起，torch.load() 默认只读取权重；而 YOLO 的检查点保存了模型对象。',
		action: () => '对可信的文件：在脚本的 torch.load() 调用中加上 weights_only=False，或升级框架，或使用低于 2.6 的 PyTorch。',
	},
	'resume-finished-run': {
		what: (path, epochs) => epochs === '' ? `${path} 的运行已经完成，没有可以继续训练的内容。` : `${path} 的运行已完成全部 ${epochs} 轮，没有可以继续训练的内容。`,
		why: () => '训练结束时会从 last.pt 和 best.pt 中移除优化器，因此不能再继续训练。不带路径的 --resume 取最新的 last.pt，不管属于哪个运行。',
		action: command => `要继续训练，请从这些权重开始新的运行：${command}。要继续训练另一个运行，请指明其 last.pt：--resume 路径。`,
	},
	'resume-ignores-arguments': {
		what: options => `--resume 忽略了这些选项：${options}。`,
		whatWeights: (weights, resumed) => resumed === '' ? `--resume 忽略了 --weights ${weights}。` : `--resume 忽略了 --weights ${weights}，实际继续的是 ${resumed}。`,
		why: () => 'YOLOv5 的一切都取自运行目录中的 opt.yaml；输出的第一行显示的是命令行，不是实际生效的值。不带路径时继续最新的 last.pt。',
		action: () => '在 --resume 之前编辑该运行的 opt.yaml（batch_size、workers、epochs 会生效），指明检查点（--resume 路径），或用 --weights .../last.pt 开始新的运行。',
	},
};

export const checkpointMeanings: Wording<typeof english.checkpointMeanings> = {
	'weights-missing': '权重或用于继续训练的检查点不存在：缺少 .pt 文件、下载失败，或在没有运行记录的地方用了 --resume。',
	'weights-corrupt': '.pt 文件不是完整的检查点：PyTorch 找不到归档的结尾，或 pickle 数据提前结束。',
	'weights-only-load': 'PyTorch 2.6 及以上拒绝加载旧框架的检查点（weights_only）。',
	'resume-finished-run': '继续训练一个已经结束的运行。',
	'resume-ignores-arguments': '与 --resume 同时给出、但 YOLOv5 不采用的选项：一切都取自该运行的 opt.yaml。',
};
