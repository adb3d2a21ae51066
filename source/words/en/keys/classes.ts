/** Keys of the table by class: a sentence for the help, a word or two for the footer. */
export const classesKey = {
	meaning: {
		'show-class': 'explain all figures of the selected class in words, or return to the table',
		'sort-next': 'sort by the next column',
		'sort-previous': 'sort by the previous column',
		'sort-reverse': 'reverse the order',
		'worst-first': 'classes that need work first: those never found, then by mAP50',
		'compare-classes': 'compare with the previous or the best table',
		'show-matrix': 'which classes are mistaken for which: the confusion matrix of the last epoch, or return to the table',
		'filter-classes': 'show only classes whose name contains the typed text',
		'leave-class': 'close the class or the matrix, then clear the filter',
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
