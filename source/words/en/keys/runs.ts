/** Keys of the list of containers and runs. */
export const runsKey = {
	meaning: {
		'open-run': 'show this run; the one before goes on being read',
		'mark-run': 'mark the run for a comparison',
		'compare-runs': 'compare the marked runs, or go back to the list',
		'filter-runs': 'show only runs that fit, such as map50>0.5 batch:4 -finished',
		'leave-comparison': 'close the comparison, then take back the filter',
		'sort-runs': 'sort by age, mAP, epochs, name, state',
	},
	hint: {
		'open-run': 'open',
		'mark-run': 'mark',
		'compare-runs': 'compare',
		'filter-runs': 'filter',
		'leave-comparison': 'back',
		'sort-runs': 'sort',
	},
};
