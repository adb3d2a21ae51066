import type {Tone} from '../../conversation/conversation.ts';
import type {FormSpec, Question} from '../../conversation/question.ts';
import type {TextInput} from '../text-input.ts';
import type {ExplanationKey} from '../../words/explain-names.ts';

/** What is typed for: a screen's own purpose such as `logs-search`, or `ask` for an answer that somebody waits for. */
export type PromptPurpose = string;

/**
What is over the screen. Those with a `ticket` were opened by an action that waits for the answer.
*/
export type Overlay =
	| {readonly kind: 'help'; readonly top: number; readonly query: string}
	/** A text of the pane table to be read, or one that was handed over. */
	| {readonly kind: 'pane'; readonly pane: string; readonly top: number; readonly title?: string; readonly paragraphs?: readonly string[]}
	/** What numbers mean: the first `here` of them are on the screen below; `top` is the first line of the text that is shown. */
	| {readonly kind: 'explain'; readonly keys: readonly ExplanationKey[]; readonly here: number; readonly chosen: number; readonly top: number}
	| {readonly kind: 'dialog'; readonly ticket: number; readonly question: Question; readonly chosen: number; readonly top?: number; /** Whether its words follow what they are about. */ readonly isLive?: boolean}
	| {
		readonly kind: 'prompt'; readonly purpose: PromptPurpose; readonly ticket?: number; readonly label: string; readonly input: TextInput; readonly original: string;
		/** How far back in what was taken earlier the text is, and what was being typed; undefined for what is typed. */
		readonly past?: number;
		readonly draft?: string;
	}
	| {
		readonly kind: 'palette'; readonly input: TextInput; readonly chosen: number;
		/** How far back in what was taken earlier the text is; undefined for what was typed. */
		readonly past?: number;
	}
	| {readonly kind: 'form'; readonly ticket: number; readonly form: FormSpec; readonly inputs: readonly TextInput[]; readonly field: number};

/** What an overlay gave back when it was closed: the id of a choice, the typed text, the values of a form; undefined for none. */
export type Answer = {readonly ticket: number; readonly value?: string | Readonly<Record<string, string>> | undefined};

/** A short message at the bottom of the screen. */
export type Toast = {
	readonly text: string;
	readonly tone: Tone;
	/** Milliseconds since 1970; then it goes. */
	readonly until: number;
};
