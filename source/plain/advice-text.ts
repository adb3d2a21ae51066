import type {Advice} from '../checks/advice/advise.ts';
import type {Recommendation} from '../checks/advice/recommendation.ts';
import {bytesToShortText} from '../format/bytes.ts';
import {toPrintable} from '../domain/printable.ts';
import {
	displayWidth,
	padEnd,
	wrap,
} from '../format/display-width.ts';
import {heading} from '../words/punctuation.ts';
import {type Language, wordsIn} from '../words/words.ts';

const maxLines = 6;
const gap = '  ';

/** The lines of `yolotop advise`: each setting with its reasons, what else is to be said, and the command, which is never broken. */
export function adviceToLines({recommendations, notes, command}: Advice, language: Language, maxColumns: number): string[] {
	const texts = wordsIn(language).advice;
	const labelWidth = Math.max(...recommendations.map(({name}) => displayWidth(texts.labels[name]))) + gap.length;
	const optionWidth = Math.max(...recommendations.map(recommendation => displayWidth(optionOf(recommendation, language)))) + gap.length;
	const indent = labelWidth + optionWidth;
	return [
		texts.title,
		'',
		...recommendations.flatMap(recommendation => {
			const head = padEnd(texts.labels[recommendation.name], labelWidth) + padEnd(optionOf(recommendation, language), optionWidth);
			return recommendation.reasons
				.flatMap(reason => wrap(toPrintable(reason), Math.max(20, maxColumns - indent), maxLines))
				.map((line, index) => (index === 0 ? head : ' '.repeat(indent)) + line);
		}),
		'',
		...notes.flatMap(note => wrap(toPrintable(note), maxColumns, maxLines)),
		'',
		heading(texts.command, language),
		command,
	];
}

/** The object of `yolotop advise --json`. */
export function adviceToJson({hardwareClass, recommendations, notes, command}: Advice): Readonly<Record<string, unknown>> {
	return {
		schema: 1,
		hardwareClass: hardwareClass ?? null,
		recommendations: recommendations.map(({name, value, option, current, reasons}) => ({
			name, value, option, present: current ?? null, reasons,
		})),
		notes,
		command,
	};
}

/** The option, and the run's value where that is another one. */
function optionOf({name, value, option, current}: Recommendation, language: Language): string {
	return current === undefined || current === value ? option : `${option}${wordsIn(language).advice.now(name === 'shmSize' ? bytesToShortText(current) : String(current))}`;
}
