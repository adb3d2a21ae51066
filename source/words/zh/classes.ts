import type {Wording} from '../wording.ts';
import type * as english from '../en/classes.ts';
import {metricsInShort} from './metrics.ts';

export const classes: Wording<typeof english.classes> = {
	scope: {final: '末轮之后的 best.pt', tool: '一次 val'},
	ofEpoch: (epoch: string) => `第 ${epoch} 轮`,
	change: {previous: '较上次', best: '较最佳'},
	comparedWith: {previous: (what: string) => `与上一张表比较（${what}）`, best: (what: string) => `与之前最佳的表比较（${what}）`},
	sortedBy: (column: string) => `按 ${column} 排序`,
	worstFirst: '最差在前',
	printed: '按输出顺序',
	reversed: '反转',
	filter: (text: string) => `筛选：${text}`,
	filterLabel: '类别名称包含：',
	nothingMatches: (text: string) => `没有名称包含“${text}”的类别。按 Esc 取消筛选。`,
	legendNever: '从未找到',
	legendBelow: '置信度低',
	legendFew: '样本太少',
	mask: '掩码',
	pose: '姿态',
	box: '框',
	...metricsInShort,
	support: (instances: string, images: string) => `${instances} 个目标，${images} 张图像`,
	before: '上次',
	best: '之前最佳',
	judgement: '解读',
	comparison: 'mAP50-95 的变化',
	position: (place: string, shown: string, all: string) => shown === all ? `第 ${place} 个，共 ${all} 个` : `第 ${place} 个，筛出 ${shown} 个，共 ${all} 个`,
	fewExamples: (instances: string) => `只有 ${instances} 个目标：这些数值多半是偶然。`,
};
