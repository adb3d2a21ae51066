import type {Wording} from '../wording.ts';
import type * as english from '../en/vital-signs.ts';

const bestAgo = (used: string): string => used === '0' ? '上一轮即最佳' : `${used} 轮前最佳`;

export const vitalSigns: Wording<typeof english.vitalSigns> = {
	title: '体征',
	names: {
		learning: '学习', fitting: '拟合', balance: 'P 与 R', gpu: 'GPU', memory: '内存', saved: '保存', patience: '早停',
	},
	misses: '召回率',
	invents: '精确率',
	count: (all: string) => `/${all} 项体征`,
	countShort: (all: string) => `/${all}`,
	readMore: (key: string) => `按 ${key} 查看问题所在`,
	lookPending: '正在查看文件',
	learning: {
		notYet: '第二轮之后才可知',
		notYetShort: '尚不可知',
		notValidated: '输出中没有验证结果',
		nothing: (label: string, value: string, epochs: string) => `${epochs} 轮后 ${label} 仍为 ${value}：尚未学到东西`,
		changeShort: (change: string, epochs: string) => `${epochs} 轮内 ${change}`,
		change: (change: string, label: string, epochs: string) => `${epochs} 轮内 ${label} ${change}`,
	},
	fitting: {
		notYet: (epochs: string) => `${epochs} 轮之后才可知`,
		unknown: '输出中没有验证损失',
		unknownShort: '没有验证损失',
		followsShort: '验证随训练',
		follows: '验证损失随训练损失下降',
	},
	balance: {
		unknown: '验证之后才可知',
		both: (precision: string, recall: string) => `精确率 ${precision}，召回率 ${recall}`,
		bothShort: (precision: string, recall: string) => `${precision} 与 ${recall}`,
		missesShort: (recall: string) => `${recall}：漏检很多`,
		inventsShort: (precision: string) => `${precision}：误检很多`,
		misses: (recall: string, precision: string) => `${recall}，而 P 为 ${precision}：漏检很多`,
		invents: (precision: string, recall: string) => `${precision}，而 R 为 ${recall}：误检很多`,
	},
	gpu: {
		busy: (percent: string) => `占用 ${percent}`,
		idle: (percent: string, minutes: string) => `，近 ${minutes} 分空闲 ${percent}`,
		waitsShort: (percent: string) => `占用仅 ${percent}`,
		unknownShort: '无法测量',
		waits: (percent: string) => `占用仅 ${percent}：在等数据`,
		over: '训练已结束',
		before: '训练尚未开始',
		measuring: '正在测量',
		cpuByChoice: '按要求使用 CPU',
		cpu: '在 CPU 上训练',
		elsewhere: '无法测量：运行可能在另一台机器上',
		failed: (why: string) => `无法测量：${why}`,
	},
	memory: {
		unknown: '未测量',
		peak: (percent: string, size: string) => `显存峰值 ${size} 的 ${percent}`,
		reserved: (size: string) => `PyTorch 占有 ${size}`,
		sharedMemory: (percent: string) => `共享内存 ${percent}`,
		ram: (percent: string) => `内存 ${percent}`,
	},
	saved: {
		unknown: '尚未见到检查点',
		byRecord: (epoch: string) => `第 ${epoch} 轮已完成；此处看不到它的文件`,
		last: (name: string, age: string) => `${name} 保存于 ${age}前`,
		lastUndated: (name: string) => `已有 ${name}`,
		best: (epoch: string) => `best.pt 为第 ${epoch} 轮`,
	},
	patience: {
		none: '不会早停',
		unknown: '验证之后才可知',
		cannotEnd: (used: string, patience: string) => `${bestAgo(used)}，${patience} 轮无提升才停`,
		left: (used: string, left: string) => `${bestAgo(used)}，再 ${left} 轮无提升即停`,
		short: bestAgo,
		stopped: '已早停：长期无提升',
	},
};
