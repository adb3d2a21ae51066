/** The headings around what a good reader says of a result. */
export const reading = {
	title: 'Reading the result', overall: 'All classes', classes: 'Classes', improveFirst: 'Improve first', next: 'What to try', comma: ', ', nothing: 'There is no table of a validation here. It is printed after an epoch; a run directory does not keep it.',
};
