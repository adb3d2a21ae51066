import {describeStacks} from '../../checks/stacks/describe-stacks.ts';
import type {StackReading} from '../../domain/stack.ts';
import type {UserError} from '../../domain/user-error.ts';
import {describeError} from '../../words/errors.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import type {Look} from '../theme/look.ts';

/** What the processes of a training answered, or why nobody could be asked. */
export type StacksAnswer = StackReading | {readonly kind: 'failed'; readonly error: UserError};

/** Where each process of the training is, the likely reason first; undefined while they are being asked. */
export function drawStacks(answer: StacksAnswer | undefined, columns: number, {look, language}: {readonly look: Look; readonly language: Language}): readonly string[] {
	const words = wordsIn(language).stacks;
	const text = (content: string): readonly string[] => drawDocument([{kind: 'text', text: content, token: 'dim'}], columns, look);
	if (answer === undefined) {
		return text(words.asking);
	}

	switch (answer.kind) {
		case 'no-python': {
			return text(words.noPython);
		}

		case 'only-linux': {
			return text(words.onlyLinux);
		}

		case 'failed': {
			const {message, hint} = describeError(answer.error, language);
			return drawDocument([{kind: 'text', text: message}, {kind: 'text', text: hint, token: 'dim'}], columns, look);
		}

		case 'read': {
			const {verdict, processes} = describeStacks(answer.processes, language);
			return drawDocument([
				{kind: 'title', text: verdict},
				...processes.flatMap(({title, frames}): readonly Block[] => [{kind: 'gap'}, {kind: 'text', text: title}, ...frames.map((frame): Block => ({kind: 'text', text: `  ${frame}`, token: 'dim'}))]),
				...(processes.length === 0 ? [] : [{kind: 'gap'}, {kind: 'text', text: words.oneMoment, token: 'dim'}] satisfies readonly Block[]),
			], columns, look);
		}
	}
}
