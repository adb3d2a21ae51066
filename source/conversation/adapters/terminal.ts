
import type {Conversation} from '../conversation.ts';
import type {
	FormField,
	FormSpec,
	FormValues,
	LiveQuestion,
	Question,
} from '../question.ts';
import type {ActionFormat} from '../../words/actions.ts';
import {choiceText} from '../../words/choice.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import {chooseLine} from './choose-line.ts';
import type {Menu} from './menu.ts';
import {plainMessages} from './script.ts';
import {hasKeys, readLine, type TerminalIo} from './terminal-io.ts';

/** Beside the letter of an answer: what a person types who is asked for a yes or a no. */
const yesWords: ReadonlySet<string> = new Set(['y', 'yes', '是']);

const linesOf = ({title, paragraphs, command}: Question): readonly string[] => [title, ...paragraphs, ...(command === undefined ? [] : command.split('\n').map(line => `  ${line}`))];

function menuOf(question: Question, language: Language): Menu {
	const {choices, agreed} = question;
	// A yes means the answer that does what was asked for, unless it is the letter of another one.
	const isFree = choices.every(({key}) => key !== 'y');
	return {
		text: linesOf(question), items: choices.map(choice => ({label: choiceText(choice, language), key: choice.key})), footer: wordsIn(language).conversation.menuKeys, ...(agreed !== undefined && isFree && {otherKeys: ['y']}),
	};
}

/** Where keys cannot be read one by one: a letter and Enter. An empty line asks again; the end of the input closes the question. */
async function askByLine(question: Question, language: Language, io: TerminalIo): Promise<string | undefined> {
	const {choices, agreed} = question;
	const texts = wordsIn(language).conversation;
	io.output.write([...linesOf(question), ...choices.map(choice => `  ${choice.key}  ${choiceText(choice, language)}`)].map(line => `${line}\n`).join(''));
	for (;;) {
		io.output.write(texts.lineQuestion([...choices.map(({key}) => key), 'q']));
		const line = await readLine(io);
		const answer = line?.trim().toLowerCase();
		if (answer === undefined || answer === 'q') {
			return undefined;
		}

		const choice = choices.find(({key}) => key === answer);
		if (choice !== undefined) {
			return choice.id;
		}

		if (agreed !== undefined && yesWords.has(answer)) {
			return agreed;
		}
	}
}

async function ask(question: Question, live: LiveQuestion | undefined, language: Language, io: TerminalIo): Promise<string | undefined> {
	if (!hasKeys(io)) {
		await live?.known;
		return live?.signal.aborted ? undefined : askByLine(live?.read() ?? question, language, io);
	}

	const read = () => live?.read() ?? question;
	const answer = await chooseLine(io, () => menuOf(read(), language), {closing: live?.signal, isLive: live !== undefined});
	if (answer.kind === 'other') {
		return read().agreed;
	}

	return answer.kind === 'taken' ? read().choices[answer.index]?.id : undefined;
}

async function askField({label, value, hint = '', options}: FormField, language: Language, io: TerminalIo): Promise<string | undefined> {
	if (options !== undefined && hasKeys(io)) {
		const chosen = await chooseLine(io, () => ({
			text: [label], items: options.map(option => ({label: `${option.label}  ${option.hint}`.trim()})), footer: wordsIn(language).conversation.menuKeys,
		}), {first: Math.max(0, options.findIndex(option => option.value === value))});
		return chosen.kind === 'taken' ? options[chosen.index]!.value : undefined;
	}

	const allowed = options?.map(option => option.value).filter(option => option !== '').join(', ');
	io.output.write(wordsIn(language).conversation.fieldQuestion(label, value, allowed ?? hint));
	const line = await readLine(io);
	return line?.trim() === '' ? value : line?.trim();
}

/** Asks for one field after the other, and for those with a mistake again. */
async function fill({title, paragraphs, fields, check}: FormSpec, language: Language, io: TerminalIo): Promise<FormValues | undefined> {
	io.output.write([title, ...paragraphs, wordsIn(language).conversation.formKeys].map(line => `${line}\n`).join(''));
	const values: Record<string, string> = {};
	let asked = fields;
	while (asked.length > 0) {
		for (const field of asked) {
			const value = await askField({...field, value: values[field.id] ?? field.value}, language, io);
			if (value === undefined) {
				return undefined;
			}

			values[field.id] = value;
		}

		const remarks = check?.(values) ?? [];
		io.output.write(remarks.map(({text}) => `${text}\n`).join(''));
		const wrong = new Set(remarks.filter(({isError}) => isError).map(({field}) => field));
		asked = wrong.has(undefined) ? fields : fields.filter(({id}) => wrong.has(id));
	}

	return values;
}

/** A conversation with a person at a plain terminal. */
export function terminalConversation(io: TerminalIo, language: Language, format: ActionFormat): Conversation {
	return {
		language,
		format,
		consent: 'asked',
		hints: 'commands',
		...plainMessages(text => io.output.write(text)),
		ask: async (question, live) => ask(question, live, language, io),
		fill: async form => fill(form, language, io),
		async prompt(label, initial = '') {
			return askField({id: 'text', label: label.replace(/[:：]$/, ''), value: initial}, language, io);
		},
	};
}
