import {defineTexts} from './language.ts';

/** The headings around what a good reader says of a result. */
export const readingWords = defineTexts({
	title: 'Reading the result', overall: 'All classes', classes: 'Classes', improveFirst: 'Improve first', next: 'What to try', comma: ', ', nothing: 'No validation has been printed yet. It comes after the first epoch.',
}, {
	title: '解读结果', overall: '总体', classes: '各类别', improveFirst: '先改进', next: '下一步', comma: '、', nothing: '还没有验证结果。第一轮结束后就会有。',
});
