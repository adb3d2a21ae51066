import type {Wording} from '../wording.ts';
import type * as english from '../en/reading-words.ts';

export const reading: Wording<typeof english.reading> = {
	title: '解读结果', overall: '总体', classes: '各类别', improveFirst: '先改进', next: '下一步', comma: '、', nothing: '这里没有验证结果表。它在每轮之后输出；运行目录不保存它。',
};
