/** What is not known when the engine does not answer a question, by the word for the question; `other` for all that have no row. */
export const unanswered = {
	sentence: (questions: string, unknown: string) => `The engine did not answer in time: ${questions}. Not known because of that: ${unknown}.`,
	more: (count: string) => `${count} more`,
	unknown: {
		list: 'which containers there are',
		inspect: 'how a container was created and whether it runs',
		top: 'what runs in it',
		exec: 'what a program in it would report (trainings, runs, free space)',
		logs: 'what it printed',
		attach: 'the line it is printing',
		stat: 'whether files of its runs are there',
		archive: 'what is in the files of its runs',
		changes: 'which runs are in it',
		stats: 'how much memory it uses',
		info: 'what the machine has',
		other: 'a part of the answer',
	},
};
