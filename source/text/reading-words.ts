import {defineTexts} from './language.ts';

/** The headings around what a good reader says of a result. */
export const readingWords = defineTexts({
	title: 'Reading the result', overall: 'All classes', classes: 'Classes', improveFirst: 'Improve first', next: 'What to try', comma: ', ', nothing: 'There is no table of a validation here. It is printed after an epoch; a run directory does not keep it.',
}, {
	title: '解读结果', overall: '总体', classes: '各类别', improveFirst: '先改进', next: '下一步', comma: '、', nothing: '这里没有验证结果表。它在每轮之后输出；运行目录不保存它。',
});
