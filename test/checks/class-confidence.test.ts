import {expect, test} from 'vitest';
import {isBelowConfidence, isNeverDetected} from '../../source/checks/class-table.ts';
import {diagnose} from '../../source/checks/diagnose.ts';
import {readClass, readResult} from '../../source/checks/read-result.ts';
import type {ValidationRow} from '../../source/domain/validation.ts';
import {initialRunState} from '../../source/run/initial-state.ts';

const row = (name: string, precision: number, recall: number, map50: number | undefined, instances = 20): ValidationRow => ({
	name, images: 40, instances, metrics: {
		precision, recall, ...(map50 !== undefined && {map50, map50To95: map50 / 2}),
	},
});

test.each([
	['found above the confidence', row('a', 0.5, 0.4, 0.4), false, false],
	['found below it', row('a', 1, 0, 0.143), false, true],
	['found below it, precision printed as 0', row('a', 0, 0, 0.05), false, true],
	['a chance hit', row('a', 1, 0, 0.02), true, false],
	['nothing at all', row('a', 1, 0, 0), true, false],
	['without mAP50, as far as known nothing', row('a', 1, 0, undefined), true, false],
	['without labels', row('a', 1, 0, 0.2, 0), false, false],
])('%s', (_, given, isNever, isBelow) => {
	expect([isNeverDetected(given), isBelowConfidence(given)]).toEqual([isNever, isBelow]);
});

test.each(['en', 'zh'] as const)('nowhere is a class that is found called never found, in %s', language => {
	const classes = [row('good', 0.8, 0.8, 0.8), row('Vest', 1, 0, 0.143, 60), row('lost', 1, 0, 0, 70)];
	const summary = row('all', 0.9, 0.3, 0.3, 140);
	const run = {
		...initialRunState, framework: {name: 'yolov5'} as const, isFinalValidation: true, lastValidation: summary, classes,
	};
	const found = diagnose({run}, language).filter(({rule}) => rule.startsWith('class-'));
	expect(found.map(({rule, evidence}) => [rule, evidence.length])).toEqual([['class-never-detected', 1], ['class-below-confidence', 1]]);
	expect(found[0]!.what).toContain('lost');
	expect(found[0]!.what).not.toContain('Vest');
	expect(found[1]!.evidence[0]).toMatch(/Vest: P 1, R 0, mAP50 0\.143, 60/);
	const sentences = [...readClass(classes[1]!, language), ...readResult({summary, classes}, language)!.classes].filter(sentence => sentence.includes('Vest'));
	expect(sentences.length).toBeGreaterThan(1);
	for (const sentence of sentences) {
		expect(sentence).toMatch(/0\.143/);
		expect(sentence).not.toMatch(/never|从未|weakest|最弱/);
	}
});
