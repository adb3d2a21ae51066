import type tty from 'node:tty';
import {createAnswerFilter} from './background-query.ts';
import type {Background} from '../theme/theme.ts';

/** A terminal sends an answer at once; what still looks like the beginning of one after this time was typed. */
const heldMs = 60;

/**
Takes the answers to `askBackground` out of what is read from the terminal, whenever they come, so that they never look like
keys. Works on the stream itself: whoever reads it sees keys only.

@returns what undoes it.
*/
export function takeAnswers(input: tty.ReadStream, onBackground: (background: Background) => void): () => void {
	const filter = createAnswerFilter();
	const read = input.read.bind(input);
	let typed = '';
	let timer: NodeJS.Timeout | undefined;

	function filtered(size?: number): unknown {
		clearTimeout(timer);
		if (typed !== '') {
			const keys = typed;
			typed = '';
			return keys;
		}

		const chunk: unknown = read(size);
		if (typeof chunk !== 'string') {
			holdBriefly();
			return chunk;
		}

		const {keys, background} = filter.push(chunk);
		if (background !== undefined) {
			onBackground(background);
		}

		// An empty chunk is no end of the stream; its reader asks for more.
		return keys;
	}

	function holdBriefly(): void {
		if (!filter.isHolding()) {
			return;
		}

		timer = setTimeout(() => {
			typed = filter.flush();
			input.emit('readable');
		}, heldMs);
	}

	input.read = filtered as typeof input.read;
	return () => {
		clearTimeout(timer);
		input.read = read;
	};
}
