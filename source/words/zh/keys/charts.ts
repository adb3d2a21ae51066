import type {Wording} from '../../wording.ts';
import type * as english from '../../en/keys/charts.ts';

export const chartsKey: Wording<typeof english.chartsKey> = {
	meaning: {
		'charts-left': '左边的图表；放大时移动光标，读取精确数值（翻页键移动十分之一）',
		'charts-right': '右边的图表；放大时移动光标',
		'next-chart': '下一张图表',
		'previous-chart': '上一张图表',
		'enlarge-chart': '所选图表占满屏幕，再按一次还原',
		'zoom-in': '缩小横轴范围，有光标时以光标为中心',
		'zoom-out': '扩大横轴范围',
		'pan-left': '横轴向前移',
		'pan-right': '横轴向后移',
		'reset-chart': '显示整个横轴，去掉光标',
		'switch-log-scale': '对数或线性刻度',
		'switch-smoothing': '平滑：无、0.6、0.9；原始值仍淡淡可见',
		'switch-x-axis': '横轴按轮次或按时间',
		'filter-charts': '只显示名称包含所输入文字的图表',
		'leave-chart': '依次撤销光标、放大、筛选',
	},
	hint: {
		'charts-left': '移动',
		'charts-right': '移动',
		'next-chart': '下一张',
		'previous-chart': '上一张',
		'enlarge-chart': '放大',
		'zoom-in': '缩放',
		'zoom-out': '缩放',
		'pan-left': '平移',
		'pan-right': '平移',
		'reset-chart': '全部',
		'switch-log-scale': '对数',
		'switch-smoothing': '平滑',
		'switch-x-axis': '横轴',
		'filter-charts': '筛选',
		'leave-chart': '返回',
	},
};
