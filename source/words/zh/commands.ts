import type {Target} from '../../domain/target.ts';
import type {Wording} from '../wording.ts';
import type * as english from '../en/commands.ts';

export const command: Wording<typeof english.command> = {
	meant: (name: string) => `是不是想输入 ${name}？`,
	standardInput: '标准输入',
	noTrainingYet: (name: string, kind: Target['kind']) => `yolotop：${name} 中目前没有发现训练。\n${kind === 'directory'
		? 'results.csv 的第一行在第一轮结束后写入：请那时再试，或给出训练的日志。'
		: '这里读取的是 train.py 或 yolo train 的输出：请给出其容器、日志文件或运行目录（runs/train/exp）。'}\n`,
	attached: (name: string) => `yolotop：容器 ${name} 正在训练，现在显示它。\n`,
	demoInstead: (reason: string) => `yolotop：${reason}改为显示演示（模拟训练）。\n`,
	pickQuestion: (count: number) => `选择哪一个？1-${count}：`,
	notDone: '未执行任何操作。',
	resumeHint: (name: string) => `以后继续训练：yolotop resume ${name}`,
};
