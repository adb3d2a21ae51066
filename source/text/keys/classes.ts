import {defineTexts} from '../language.ts';

/** Keys of the table by class: a sentence for the help, a word or two for the footer. */
export const classesKeyWords = defineTexts({
	meaning: {
		'show-class': 'all figures of the chosen class in words, or back to the table',
		'sort-next': 'sort by the next column',
		'sort-previous': 'sort by the column before',
		'sort-reverse': 'turn the order round',
		'worst-first': 'the classes that need work first: what is never found, then by mAP50',
		'compare-classes': 'compare with the table before or with the best one',
		'filter-classes': 'only classes whose name contains what is typed',
		'leave-class': 'close the class, then take back the filter',
	},
	hint: {
		'show-class': 'details',
		'sort-next': 'sort',
		'sort-previous': 'sort',
		'sort-reverse': 'reverse',
		'worst-first': 'worst first',
		'compare-classes': 'compare',
		'filter-classes': 'filter',
		'leave-class': 'back',
	},
}, {
	meaning: {
		'show-class': '用文字显示所选类别的全部数值，或回到表格',
		'sort-next': '按下一列排序',
		'sort-previous': '按上一列排序',
		'sort-reverse': '反转顺序',
		'worst-first': '最需要改进的类别在前：从未找到的，然后按 mAP50',
		'compare-classes': '与上一张表或最佳的表比较',
		'filter-classes': '只显示名称包含所输入文字的类别',
		'leave-class': '关闭类别，然后取消筛选',
	},
	hint: {
		'show-class': '详情',
		'sort-next': '排序',
		'sort-previous': '排序',
		'sort-reverse': '反转',
		'worst-first': '最差在前',
		'compare-classes': '比较',
		'filter-classes': '筛选',
		'leave-class': '返回',
	},
});
