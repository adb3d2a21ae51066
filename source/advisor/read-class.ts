import type {ValidationRow} from '../domain/validation.ts';
import type {Language} from '../text/language.ts';
import {readingTexts} from '../text/reading.ts';
import {isNeverDetected, metricText} from './class-table.ts';
import {readResult} from './reading.ts';

/** What a good reader says of one class: precision against recall and the fit of the boxes. Empty without figures. */
export function readClass(row: ValidationRow, language: Language): readonly string[] {
	const {name, metrics, instances} = row;
	// Precision says nothing of a class that is never reported.
	return isNeverDetected(row)
		? [readingTexts(language).neverDetected(name, metricText(metrics.precision), String(instances ?? '-'))]
		: readResult({summary: row, classes: []}, language)?.overall ?? [];
}
