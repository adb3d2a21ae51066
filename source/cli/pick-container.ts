import {chooseLine} from '../conversation/adapters/choose-line.ts';
import {hasKeys, readLine} from '../conversation/adapters/terminal-io.ts';
import {trainingTable} from '../plain/list-text.ts';
import {type Language, wordsIn} from '../words/words.ts';
import {canAsk, terminalOf} from './converse.ts';
import type {Io} from './io.ts';
import {refuseToPick, type Pick} from './resolve-target.ts';

/** In front of a row: the mark and the number. */
const numberColumns = 6;

/** Asks the person at the terminal which of several trainings is meant; refuses where nobody can be asked. */
export function createPick({language}: {readonly language: Language}, io: Io): Pick {
	if (!canAsk(io)) {
		return refuseToPick;
	}

	const terminal = terminalOf(io);
	return async found => {
		const {columns = 80} = terminal.output;
		const [header = '', ...rows] = trainingTable(found, language, {now: io.now(), columns: columns - numberColumns - 1});
		const title = wordsIn(language).list.pickTitle;
		if (hasKeys(terminal)) {
			const answer = await chooseLine(terminal, () => ({
				text: [title.trimEnd()], header, items: rows.map(label => ({label})), footer: wordsIn(language).conversation.menuKeys,
			}));
			return answer.kind === 'taken' ? found[answer.index]! : refuseToPick(found);
		}

		io.stderr.write(`${title}      ${header}\n${rows.map((row, index) => `${String(index + 1).padStart(4)}  ${row}\n`).join('')}`);
		for (;;) {
			io.stderr.write(wordsIn(language).command.pickQuestion(found.length));
			const line = await readLine(io);
			if (line === undefined) {
				return refuseToPick(found);
			}

			const answer = line.trim();
			const chosen = found[Number(answer) - 1] ?? found.find(({name}) => name === answer);
			if (chosen !== undefined) {
				return chosen;
			}
		}
	};
}
