/** Keys of the table by class: a sentence for the help, a word or two for the footer. */
export const classesKey = {
	meaning: {
		'show-class': 'all figures of the chosen class in words, or back to the table',
		'sort-next': 'sort by the next column',
		'sort-previous': 'sort by the column before',
		'sort-reverse': 'turn the order round',
		'worst-first': 'the classes that need work first: what is never found, then by mAP50',
		'compare-classes': 'compare with the table before or with the best one',
		'show-matrix': 'which classes are taken for which: the confusion matrix of the last epoch, or back to the table',
		'filter-classes': 'only classes whose name contains what is typed',
		'leave-class': 'close the class or the matrix, then take back the filter',
	},
	hint: {
		'show-class': 'details',
		'sort-next': 'sort',
		'sort-previous': 'sort',
		'sort-reverse': 'reverse',
		'worst-first': 'worst first',
		'compare-classes': 'compare',
		'show-matrix': 'confusion',
		'filter-classes': 'filter',
		'leave-class': 'back',
	},
};
