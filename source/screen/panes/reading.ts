import {readResult, type ReadingContext} from '../../checks/read-result.ts';
import type {ResultTable} from '../../checks/class-table.ts';
import {drawDocument, type Block} from '../draw/document.ts';
import type {Look} from '../theme/look.ts';
import {type Language, wordsIn} from '../../words/words.ts';

/** What a good reader says of a per-class table; undefined is a run that printed none yet. */
export function drawReading(table: ResultTable | undefined, columns: number, {look, language, ...context}: ReadingContext & {readonly look: Look; readonly language: Language}): readonly string[] {
	const words = wordsIn(language).reading;
	const reading = table && readResult(table, language, context);
	if (reading === undefined) {
		return drawDocument([{kind: 'text', text: words.nothing, token: 'dim'}], columns, look);
	}

	const part = (title: string, texts: readonly string[]): readonly Block[] => texts.length === 0
		? []
		: [{kind: 'title', text: title}, ...texts.map((text): Block => ({
			kind: 'field', label: look.glyphs.dot, labelWidth: 2, text,
		})), {kind: 'gap'}];
	return drawDocument([
		...part(words.overall, reading.overall),
		...part(words.classes, reading.classes),
		...part(words.improveFirst, reading.improveFirst.length === 0 ? [] : [reading.improveFirst.join(words.comma)]),
		...part(words.next, reading.next),
	].slice(0, -1), columns, look);
}
