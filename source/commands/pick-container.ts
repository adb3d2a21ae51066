import {createInterface} from 'node:readline/promises';
import type {Options} from '../config/options.ts';
import {commandTexts} from '../text/commands.ts';
import type {Io} from './io.ts';
import {refuseToPick, type Pick} from './resolve-target.ts';

/** Asks the person at the terminal which of several containers is meant; refuses where nobody can be asked. */
export function createPick({language}: Options, io: Io): Pick {
	if (io.stdin.isTTY !== true || io.stdout.isTTY !== true) {
		return refuseToPick;
	}

	return async found => {
		const texts = commandTexts(language);
		io.stderr.write(texts.pickTitle);
		for (const [index, {container, command}] of found.entries()) {
			io.stderr.write(`  ${index + 1}  ${container.name}  ${container.image}  ${command.slice(0, 60)}\n`);
		}

		const reader = createInterface({input: io.stdin});
		try {
			for (;;) {
				io.stderr.write(texts.pickQuestion(found.length));
				const answer = await reader.question('', {signal: io.signal});
				const chosen = found[Number(answer.trim()) - 1] ?? found.find(({container}) => container.name === answer.trim());
				if (chosen !== undefined) {
					return chosen;
				}
			}
		} finally {
			reader.close();
		}
	};
}
