import {globSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {expect, test} from 'vitest';
import {
	boxMetrics,
	leadingMetric,
	metricDefinitions,
	metricsOfChart,
} from '../../source/domain/metric.ts';

test.each(['name', 'label'] as const)('no two metrics have the same %s', key => {
	const all = metricDefinitions.map(definition => definition[key]);
	expect(new Set(all).size).toBe(all.length);
});

test('a column and a name in a query stand for one metric', () => {
	for (const names of [metricDefinitions.flatMap(({columns}) => columns), metricDefinitions.flatMap(({query}) => query)]) {
		expect(new Set<string>(names).size).toBe(names.length);
	}
});

test.each([
	[undefined, 'map50To95'],
	[{}, 'map50To95'],
	[{map50: 0.5, map50To95: 0.3}, 'map50To95'],
	[{top1: 0.5, top5: 0.9}, 'top1'],
] as const)('epochs with %j are compared by %s', (metrics, name) => {
	expect(leadingMetric(metrics).name).toBe(name);
});

test('a chart draws its leading metric first, and every metric has one', () => {
	for (const {chart, name} of metricDefinitions) {
		const names = metricsOfChart(chart).map(row => row.name);
		expect(names).toContain(name);
		expect(metricsOfChart(chart).findIndex(({isLead}) => isLead)).toBeLessThan(1);
	}

	expect(boxMetrics.length + metricsOfChart('accuracy').length).toBe(metricDefinitions.length);
});

/** What the code says, without its comments. */
const codeOf = (file: string) => readFileSync(file, 'utf8').replaceAll(/\/\*.*?\*\/|^\s*\/\/.*$/gms, '');

test('the label of a metric is written in the table alone, beside the words and what reads or imitates a framework', () => {
	const root = path.join(import.meta.dirname, '../../source');
	const labels = metricDefinitions.map(({label}) => label).filter(label => label.startsWith('mAP'));
	const files = globSync('**/*.{ts,tsx}', {cwd: root}).filter(file => !/^(?:words|parse|demo)\/|^domain\/metric\.ts$/.test(file));
	expect(files.length).toBeGreaterThan(100);
	expect(files.filter(file => labels.some(label => codeOf(path.join(root, file)).includes(label)))).toEqual([]);
});
