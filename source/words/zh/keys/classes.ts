import type {Wording} from '../../wording.ts';
import type * as english from '../../en/keys/classes.ts';

export const classesKey: Wording<typeof english.classesKey> = {
	meaning: {
		'show-class': '用文字显示所选类别的全部数值，或回到表格',
		'sort-next': '按下一列排序',
		'sort-previous': '按上一列排序',
		'sort-reverse': '反转顺序',
		'worst-first': '最需要改进的类别在前：从未找到的，然后按 mAP50',
		'compare-classes': '与上一张表或最佳的表比较',
		'show-matrix': '哪些类别被误认成哪些：最后一轮的混淆矩阵，或回到表格',
		'filter-classes': '只显示名称包含所输入文字的类别',
		'leave-class': '关闭类别或矩阵，然后取消筛选',
	},
	hint: {
		'show-class': '详情',
		'sort-next': '排序',
		'sort-previous': '排序',
		'sort-reverse': '反转',
		'worst-first': '最差在前',
		'compare-classes': '比较',
		'show-matrix': '混淆矩阵',
		'filter-classes': '筛选',
		'leave-class': '返回',
	},
};
