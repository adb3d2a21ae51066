import type {Explanation} from '../explanation.ts';
import type * as english from '../en/explain.ts';
import type {Wording} from '../wording.ts';
import {machineExplanations} from './explanations/machine.ts';
import {modelExplanations} from './explanations/model.ts';
import {runExplanations} from './explanations/run.ts';

export const explanations: Readonly<Record<keyof typeof english.explanations, Explanation>> = {...runExplanations, ...modelExplanations, ...machineExplanations};

export const explanationAliases: typeof english.explanationAliases = {
	epoch: ['轮次'],
	trainAndVal: ['验证', '训练'],
	instances: ['目标'],
	images: ['图像数'],
	size: ['图像', '像素'],
	eta: ['剩余', '结束'],
	sharedMemory: ['共享内存'],
	batchSize: ['批大小'],
	workers: ['加载进程'],
	gpuMemory: ['显存'],
	temperature: ['温度'],
	throttle: ['降频原因'],
	containerMemory: ['内存'],
	batchIndex: ['批次'],
	secondsPerEpoch: ['每轮'],
	imagesPerSecond: ['张/秒'],
	change: ['较上次', '较最佳'],
	power: ['功耗'],
	clock: ['频率'],
	fan: ['风扇'],
	performanceState: ['性能状态'],
	processes: ['进程数'],
	diskRate: ['磁盘'],
	networkRate: ['网络'],
	swap: ['交换空间'],
};

export const explain: Wording<typeof english.explain> = {
	title: '各数值的含义', formula: '公式', good: '怎样算好', now: '当前', others: '其他数值',
};
