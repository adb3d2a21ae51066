/** Keys of the list of containers and runs. */
export const runsKey = {
	meaning: {
		'open-run': 'show this run; the previous one is still read in the background',
		'mark-run': 'mark the run for a comparison',
		'compare-runs': 'compare the marked runs, or return to the list',
		'filter-runs': 'show only runs that match, such as map50>0.5 batch:4 -finished',
		'leave-comparison': 'close the comparison, clear the filter, then the marks',
		'sort-runs': 'sort by age, mAP, epochs, name, state',
		'group-runs': 'group by host, data set, and each setting in which the runs differ',
		'fold-group': 'hide the rows of the group',
		'unfold-group': 'show the rows of the group',
		'next-figure': 'show another figure in the curves',
		'show-equal': 'also show what the compared runs have in common',
	},
	hint: {
		'open-run': 'open',
		'mark-run': 'mark',
		'compare-runs': 'compare',
		'filter-runs': 'filter',
		'leave-comparison': 'back',
		'sort-runs': 'sort',
		'group-runs': 'group',
		'fold-group': 'fold',
		'unfold-group': 'unfold',
		'next-figure': 'figure',
		'show-equal': 'show all',
	},
};
