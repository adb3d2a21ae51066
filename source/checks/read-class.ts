import type {ValidationRow} from '../domain/validation.ts';
import type {Language} from '../text/language.ts';
import {readingTexts} from '../text/reading.ts';
import {isBelowConfidence, isNeverDetected, metricText} from './class-table.ts';
import {readResult} from './reading.ts';

/** What a good reader says of one class: precision against recall and the fit of the boxes. Empty without figures. */
export function readClass(row: ValidationRow, language: Language): readonly string[] {
	const {name, metrics, instances} = row;
	const words = readingTexts(language);
	// Precision says nothing of a class that is never reported.
	if (isNeverDetected(row)) {
		return [words.neverDetected(name, metricText(metrics.precision), String(instances ?? '-'))];
	}

	return isBelowConfidence(row)
		? [words.belowConfidence(name, metricText(metrics.map50), String(instances ?? '-'))]
		: readResult({summary: row, classes: []}, language)?.overall ?? [];
}
