/**
What a piece of text is: drawing code names roles, never colours. The hue says what a text is about (quality, losses, machine, run),
the brightness how important it is, and green, yellow and red are verdicts alone.
*/
export const tokens = [
	// Values and sentences; the figure a person came for; the words before values; units, axis labels, column heads and hints; dots between words, never text.
	'text',
	'strong',
	'label',
	'dim',
	'faint',
	// Titles of panels, frames, the unfilled part of a bar; the panel that has the keys, and keys themselves; the chosen row; the current screen.
	'title',
	'border',
	'rest',
	'accent',
	'chosen',
	'tab',
	// MAP50-95 or the top-1 accuracy, mAP50 or the top-5 accuracy.
	'quality1',
	'quality2',
	'precision',
	'recall',
	'loss1',
	'loss2',
	'loss3',
	'loss4',
	// The GPU, and the other figures of the machine.
	'machine1',
	'machine2',
	// Epoch and batch.
	'run1',
	'run2',
	// The curve of an earlier run, and the mark at the best epoch.
	'previous',
	'best',
	'good',
	'warning',
	'bad',
] as const;

export type Token = typeof tokens[number];

/** Roles that are drawn and never read: a contrast below that of text is enough for them. */
export const graphicTokens: ReadonlySet<Token> = new Set<Token>(['faint', 'border', 'rest', 'run2', 'previous']);
