/** How sentences, names and a label with its text follow each other, and what follows the figure of a percentage. */
export const punctuation = {
	betweenSentences: ' ', betweenNames: ', ', afterLabel: ': ', percent: ' %',
};
