import {expect, test} from 'vitest';
import type {RunComparison} from '../../source/run/compare-runs.ts';
import {comparisonToText} from '../../source/plain/compare-text.ts';

test.each([
	['/', `/${'deep/'.repeat(30)}`],
	['\\', `C:\\${'deep\\'.repeat(30)}`],
])('long paths of settings leave room for the names, and their ends stay: %s', (separator, folder) => {
	const comparison: RunComparison = {
		names: ['train', 'train2'],
		settings: [{name: 'data', values: [`${folder}one.yaml`, `${folder}two.yaml`]}],
		epochs: [1, 1],
		best: [undefined, undefined],
		last: [undefined, undefined],
		metrics: [],
		classes: [],
	};
	const line = comparisonToText(comparison, 'en', 100).at(-1)!;
	expect(line).toMatch(/^data +…/);
	expect(line).toContain(`${separator}one.yaml`);
	expect(line).toContain(`${separator}two.yaml`);
	expect(line.length).toBeLessThanOrEqual(100);
});
