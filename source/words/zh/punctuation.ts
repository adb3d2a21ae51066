import type * as english from '../en/punctuation.ts';
import type {Wording} from '../wording.ts';

/** The Chinese full stop brings its own blank. */
export const punctuation: Wording<typeof english.punctuation> = {
	betweenSentences: '', betweenNames: '、', afterLabel: '：', percent: '%',
};
