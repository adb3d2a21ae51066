import type {Wording} from '../../wording.ts';
import type * as english from '../../en/keys/runs.ts';

export const runsKey: Wording<typeof english.runsKey> = {
	meaning: {
		'open-run': '显示此运行；之前的运行继续在后台读取',
		'mark-run': '标记此运行以便比较',
		'compare-runs': '比较已标记的运行，或返回列表',
		'filter-runs': '只显示符合条件的运行，例如 map50>0.5 batch:4 -finished',
		'leave-comparison': '关闭比较，再取消筛选，最后清除标记',
		'sort-runs': '按时间、mAP、轮数、名称、状态排序',
		'group-runs': '按主机、数据集和各项不同的设置分组',
		'fold-group': '收起此组的行',
		'unfold-group': '展开此组的行',
		'next-figure': '曲线换一项指标',
		'show-equal': '比较时也显示相同的项',
	},
	hint: {
		'open-run': '打开',
		'mark-run': '标记',
		'compare-runs': '比较',
		'filter-runs': '筛选',
		'leave-comparison': '返回',
		'sort-runs': '排序',
		'group-runs': '分组',
		'fold-group': '收起',
		'unfold-group': '展开',
		'next-figure': '指标',
		'show-equal': '显示全部',
	},
};
