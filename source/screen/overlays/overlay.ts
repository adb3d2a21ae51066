import type {ExplanationKey} from '../../text/explain.ts';
import type {TextInput} from '../text-input.ts';

/** One answer of a question. */
export type Choice = {
	readonly id: string;
	readonly label: string;
	/** A letter that gives the answer at once. */
	readonly key: string;
	/** Loses something; never the first answer. */
	readonly isDanger?: boolean;
};

/** A question that says the consequence of each answer. */
export type Question = {
	readonly title: string;
	/** Paragraphs; long ones are wrapped. */
	readonly paragraphs: readonly string[];
	/** Shown as it is, to be read or copied: the command that will be carried out. */
	readonly command?: string;
	readonly choices: readonly Choice[];
};

/** One line of a form. */
export type FormField = {
	readonly id: string;
	readonly label: string;
	/** What it is now; typed over. */
	readonly value: string;
	/** What can be typed, or what a change means. */
	readonly hint?: string;
	/** The values to choose from, where nothing is typed. Never empty. */
	readonly options?: readonly FormOption[];
};

/** A value that a field can take. */
export type FormOption = {readonly value: string; readonly label: string; readonly hint: string};

/** Settings to be changed. */
export type FormSpec = {
	readonly title: string;
	readonly paragraphs: readonly string[];
	readonly fields: readonly FormField[];
	/** What is wrong with a value, or what the values together mean; asked after each key. */
	readonly check?: (values: Readonly<Record<string, string>>) => readonly FormRemark[];
};

export type FormRemark = {readonly field?: string; readonly isError: boolean; readonly text: string};

/** What is typed for: a screen's own purpose such as `logs-search`, or `ask` for an answer that somebody waits for. */
export type PromptPurpose = string;

/**
What lies over the screen. Those with a `ticket` were opened by an action that waits for the answer.
*/
export type Overlay =
	| {readonly kind: 'help'; readonly top: number; readonly query: string}
	/** A text of the pane table to be read, or one that was handed over. */
	| {readonly kind: 'pane'; readonly pane: string; readonly top: number; readonly title?: string; readonly paragraphs?: readonly string[]}
	/** What numbers mean: the first `here` of them are on the screen below; `top` is the first line of the text that is shown. */
	| {readonly kind: 'explain'; readonly keys: readonly ExplanationKey[]; readonly here: number; readonly chosen: number; readonly top: number}
	| {readonly kind: 'dialog'; readonly ticket: number; readonly question: Question; readonly chosen: number; readonly top?: number}
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
export type Answer = {readonly ticket: number; readonly value?: string | Readonly<Record<string, string>>};

/** A short message at the bottom of the screen. */
export type Toast = {
	readonly text: string;
	readonly tone: 'text' | 'good' | 'warning' | 'bad';
	/** Milliseconds since 1970; then it goes. */
	readonly until: number;
};
