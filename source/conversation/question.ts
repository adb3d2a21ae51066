/** One answer of a question. */
export type Choice = {
	readonly id: string;
	readonly label: string;
	/** A letter for the answer. */
	readonly key: string;
	/** What the answer loses, in few words, which are in sight beside it however small the terminal is. Never of the first answer. */
	readonly loss?: string;
};

/** A question that says the consequence of each answer. */
export type Question = {
	readonly title: string;
	/** Paragraphs; long ones are wrapped. */
	readonly paragraphs: readonly string[];
	/** What is said instead where those have no room; the answers still say what they lose. */
	readonly brief?: readonly string[];
	/** Shown as it is, to be read or copied: the command that will be carried out. */
	readonly command?: string;
	readonly choices: readonly Choice[];
	/** The answer of a person who has said yes beforehand; undefined where nobody can answer for them. */
	readonly agreed?: string;
};

/** A question whose words change while it is open. */
export type LiveQuestion = {
	/** The question as it is now; read once a second. */
	read(): Question;
	/** Closes it without an answer. */
	readonly signal: AbortSignal;
	/** Settles when what is asked about was looked at once: whoever shows a question only once waits for it. Undefined where nothing is looked at. */
	readonly known?: Promise<unknown>;
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

/** The text of each field of a form, by its id. */
export type FormValues = Readonly<Record<string, string>>;

/** Settings to be changed. */
export type FormSpec = {
	readonly title: string;
	readonly paragraphs: readonly string[];
	readonly fields: readonly FormField[];
	/** What is wrong with a value, or what the values together mean; asked after each key. */
	readonly check?: (values: FormValues) => readonly FormRemark[];
};

export type FormRemark = {readonly field?: string; readonly isError: boolean; readonly text: string};
