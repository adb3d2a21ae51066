
import type {ActionFormat} from '../words/actions.ts';
import type {Language} from '../words/words.ts';
import type {
	FormSpec,
	FormValues,
	LiveQuestion,
	Question,
} from './question.ts';

/** How good a message is. */
export type Tone = 'text' | 'good' | 'warning' | 'bad';

/** How an action asks a person, and says how it went. */
export type Dialogue = {
	/** The id of the chosen answer; undefined when the person closed the question, or left. */
	ask(question: Question, live?: LiveQuestion): Promise<string | undefined>;
	/** The values by field; undefined when the person closed the form, or left. */
	fill(form: FormSpec): Promise<FormValues | undefined>;
	/** A line of text; undefined when the person closed it, or left. */
	prompt(label: string, initial?: string): Promise<string | undefined>;
	/** A message; where it goes away by itself, after `forMs`. */
	tell(text: string, tone?: Tone, forMs?: number): void;
	/** What is in progress, until it is taken back. Where a question comes of it, Enter does nothing else meanwhile. */
	setActivity(text: string | undefined, isQuestionComing?: boolean): void;
	/** A text to be read. */
	show(title: string, paragraphs: readonly string[]): void;
	/** An address that stays in sight until it is taken back. */
	setLink(link: string | undefined): void;
};

/**
Whether a person is asked: they are there to answer (`asked`), have said yes beforehand (`given`), or cannot be asked (`missing`).
With `missing` only an answer that loses nothing is given for them.
*/
export type Consent = 'asked' | 'given' | 'missing';

/** The port through which every action speaks with a person, on the screen, at a plain terminal or in a script. */
export type Conversation = Omit<Dialogue, 'tell'> & {
	readonly language: Language;
	/** How numbers are shown. */
	readonly format: ActionFormat;
	readonly consent: Consent;
	/** What a hint names for what can be done next: keys of the screen, or commands. */
	readonly hints: 'keys' | 'commands';
	/** A message of one or more sentences. */
	tell(sentences: string | readonly string[], tone?: Tone, forMs?: number): void;
};
