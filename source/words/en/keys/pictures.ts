/** Keys of the pictures: a sentence for the help, a word or two for the footer. */
export const picturesKey = {
	meaning: {
		'show-picture': 'give the picture the whole screen, or take it back; on a slow link load it',
		'next-picture': 'the next picture',
		'previous-picture': 'the picture before',
		'enlarge-picture': 'enlarge a part of the picture; the arrows move the part',
		'shrink-picture': 'a larger part of the picture',
		'picture-left': 'the picture before; while it is enlarged, the part to the left',
		'picture-right': 'the next picture; while it is enlarged, the part to the right',
		'whole-picture': 'the whole picture again',
		'switch-side': 'labels beside predictions, the labels alone, the predictions alone',
		'leave-picture': 'take back the enlargement, then the whole screen',
	},
	hint: {
		'show-picture': 'full',
		'next-picture': 'next',
		'previous-picture': 'before',
		'enlarge-picture': 'zoom',
		'shrink-picture': 'zoom',
		'picture-left': 'move',
		'picture-right': 'move',
		'whole-picture': 'whole',
		'switch-side': 'labels',
		'leave-picture': 'back',
	},
};
