/** How sentences, names and a label with its text follow each other. */
export const punctuation = {betweenSentences: ' ', betweenNames: ', ', afterLabel: ': '};
