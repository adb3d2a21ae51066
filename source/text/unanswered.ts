import type {Unanswered} from '../domain/unanswered.ts';
import {defineTexts, type Language} from './language.ts';
import {joinList} from './punctuation.ts';

/** What is not known when the engine does not answer a question, by the word for the question; `other` for all that have no row. */
const unansweredTexts = defineTexts({
	sentence: (questions: string, unknown: string) => `The engine did not answer in time: ${questions}. Not known because of that: ${unknown}.`,
	more: (count: string) => `${count} more`,
	unknown: {
		list: 'which containers there are',
		inspect: 'how a container was made and whether it runs',
		top: 'what runs in it',
		exec: 'what a program in it would tell (trainings, runs, free space)',
		logs: 'what it has printed',
		attach: 'the line that it is printing',
		stat: 'whether files of its runs are there',
		archive: 'what is in the files of its runs',
		changes: 'which runs lie in it',
		stats: 'how much memory it uses',
		info: 'what the machine has',
		other: 'a part of the answer',
	},
}, {
	sentence: (questions: string, unknown: string) => `引擎没有及时应答：${questions}。因此不知道：${unknown}。`,
	more: (count: string) => `另外 ${count} 个`,
	unknown: {
		list: '有哪些容器',
		inspect: '容器的设置和是否在运行',
		top: '容器里在运行什么',
		exec: '容器内程序能得知的内容（训练、运行、剩余空间）',
		logs: '容器输出了什么',
		attach: '容器正在输出的那一行',
		stat: '运行的文件是否存在',
		archive: '运行的文件内容',
		changes: '容器里有哪些运行',
		stats: '容器用了多少内存',
		info: '机器的配置',
		other: '部分结果',
	},
});

/** Containers that are named for one question. */
const mostNames = 5;

/** One sentence that names what did not answer and what is not known because of that. `nameOf` gives a container's name, as a person knows it. */
export function describeUnanswered(unanswered: readonly Unanswered[], nameOf: (container: string) => string, language: Language): string {
	const texts = unansweredTexts(language);
	const operations = [...new Set(unanswered.map(({operation}) => operation))];
	const questions = operations.map(operation => {
		const names = [...new Set(unanswered.filter(one => one.operation === operation).flatMap(({container}) => container === undefined ? [] : [nameOf(container)]))];
		const shown = [...names.slice(0, mostNames), ...(names.length > mostNames ? [texts.more(String(names.length - mostNames))] : [])];
		return shown.length === 0 ? operation : `${operation} (${joinList(shown, language)})`;
	});
	const unknown = operations.map(operation => Object.hasOwn(texts.unknown, operation) ? texts.unknown[operation as keyof typeof texts.unknown] : texts.unknown.other);
	return texts.sentence(joinList(questions, language), joinList([...new Set(unknown)], language));
}
