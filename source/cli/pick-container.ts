import {trainingTable} from '../plain/list-text.ts';
import {commandTexts} from '../text/commands.ts';
import type {Language} from '../text/language.ts';
import {listTexts} from '../text/list.ts';
import {readLine} from './ask.ts';
import type {Io} from './io.ts';
import {refuseToPick, type Pick} from './resolve-target.ts';

/** Asks the person at the terminal which of several trainings is meant; refuses where nobody can be asked. */
export function createPick({language}: {readonly language: Language}, io: Io): Pick {
	if (io.stdin.isTTY !== true || io.stdout.isTTY !== true) {
		return refuseToPick;
	}

	return async found => {
		const texts = commandTexts(language);
		const columns = io.stdout.columns ?? 80;
		const [header = '', ...rows] = trainingTable(found, language, {now: io.now(), columns: columns - 6});
		io.stderr.write(listTexts(language).pickTitle);
		io.stderr.write(`      ${header}\n`);
		for (const [index, row] of rows.entries()) {
			io.stderr.write(`${String(index + 1).padStart(4)}  ${row}\n`);
		}

		for (;;) {
			io.stderr.write(texts.pickQuestion(found.length));
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
