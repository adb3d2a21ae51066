/** What a piece of text means; drawing code names meanings, never colours. */
export type Token =
	| 'text' | 'strong' | 'dim' | 'label' | 'title' | 'border' | 'focus'
	| 'accent' | 'good' | 'warning' | 'bad' | 'info'
	| 'bar' | 'barRest' | 'series1' | 'series2' | 'series3' | 'series4' | 'series5' | 'series6'
	| 'key' | 'badge' | 'tab' | 'chosen';
