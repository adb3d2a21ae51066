import type {Wording} from '../wording.ts';
import type * as english from '../en/list.ts';
import {durationUnits} from './duration-units.ts';

export const list: Wording<typeof english.list> = {
	columns: {
		container: '容器', run: '运行', state: '状态', epochsDone: '完成轮次', epochsDoneShort: '完成轮次', left: '剩余', map: 'mAP50-95', device: 'GPU', age: '多久前', batch: '批大小', size: '图像', weights: '权重', disk: '占用', image: '镜像',
	},
	containerStates: {
		created: '未启动过', running: '运行中', paused: '已暂停', restarting: '重启中', exited: '已退出', removed: '已删除', dead: '已失效',
	},
	units: durationUnits,
	training: '正在训练：',
	noneTraining: '现在没有容器在训练。',
	noneKnown: names => `目前没有已知在训练的容器；以下容器未知（引擎没有应答）：${names}。`,
	noneAnswered: '没有引擎应答，无法得知哪些容器在训练。',
	noneSure: '有的容器没有应答，无法得知是否有容器在训练。',
	recent: '最近的运行：',
	noRuns: '这里没有运行。',
	tooManyDirectories: (count: string) => `太多目录：只查看了 ${count} 个，编号大的优先。要查看其他运行，请指定更下一级的目录。`,
	noneFit: '没有符合条件的运行。',
	others: (names: string) => `其他容器：${names}`,
	more: (count: string) => `……还有 ${count} 个：yolotop ls --runs`,
	howToStart: gpus => `开始训练：  yolotop run ${gpus}-v /data:/data 镜像 -- python train.py --data my.yaml\n打开一个：  yolotop 容器:运行，yolotop runs/train/exp，yolotop 容器`,
	engineAway: (reason: string) => `yolotop：${reason}\n`,
	pickTitle: '有多个训练正在运行：\n',
	otherContainers: '其他容器：',
	startTitle: '开始训练：',
	imageName: '镜像',
	openQuestion: (count: number) => count === 0 ? '打开（容器、运行目录或日志文件；回车离开）：' : `打开 1-${count} 或名称（回车离开）：`,
	notThere: (name: string) => `没有 ${name}。\n`,
	compare: {
		setting: '设置', settingOf: (name: string) => `${name}（设置）`, epochs: '已完成轮数', best: '最佳轮次', last: '最后轮次', atBest: (metric: string) => `${metric}（最佳）`, atLast: (metric: string) => `${metric}（最后）`, noDifference: '所有设置都相同。', classes: '各类别 mAP50-95',
	},
};
