/** Keys of the list of containers and runs. */
export const runsKey = {
	meaning: {
		'open-run': 'show this run; the one before goes on being read',
		'mark-run': 'mark the run for a comparison',
		'compare-runs': 'compare the marked runs, or go back to the list',
		'filter-runs': 'show only runs that fit, such as map50>0.5 batch:4 -finished',
		'leave-comparison': 'close the comparison, take back the filter, then the marks',
		'sort-runs': 'sort by age, mAP, epochs, name, state',
		'next-figure': 'show another figure in the curves',
		'show-equal': 'show what is the same in the compared runs, too',
	},
	hint: {
		'open-run': 'open',
		'mark-run': 'mark',
		'compare-runs': 'compare',
		'filter-runs': 'filter',
		'leave-comparison': 'back',
		'sort-runs': 'sort',
		'next-figure': 'figure',
		'show-equal': 'show all',
	},
};
