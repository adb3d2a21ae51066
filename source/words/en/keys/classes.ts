/** Keys of the table by class: a sentence for the help, a word or two for the footer. */
export const classesKey = {
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
};
