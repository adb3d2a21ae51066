import type {KeyCase, KeyCases} from './key-case.ts';

/** The run has the epochs 1 to 12. */
const onCharts = {before: ['2'], ready: /▌mAP50-95 /};
const onSecond: KeyCase = {before: ['2', 'down'], ready: /▌mAP50 /, shows: /▌mAP50-95 /};
const toSecond: KeyCase = {...onCharts, shows: onSecond.ready!, undo: ['up']};
const onFull = {before: ['2', 'f'], ready: /by epoch/, undo: ['0', 'escape']};
/** Two thirds of the axis: epochs 5 to 12. */
const zoomed = {...onFull, before: ['2', 'f', '+'], ready: /67 % of the x axis/};

/** What each key of the charts does to the list, to the wall or to the chart. */
export const chartsCases = {
	'charts-left': {charts: {...onCharts, shows: / epoch 12 /, undo: ['escape']}},
	'charts-right': {charts: {...onCharts, shows: / epoch 1 /, undo: ['escape']}},
	'next-chart': {charts: toSecond},
	'previous-chart': {charts: onSecond},
	'enlarge-chart': {charts: {...onCharts, shows: ({text}) => text.includes('by epoch') && !text.includes('─ Figures '), undo: onFull.undo}},
	'show-wall': {charts: {...onCharts, shows: ({text}) => text.includes('─ P ─') && !text.includes('─ Figures '), undo: ['w']}},
	'zoom-in': {charts: {...onFull, shows: /67 % of the x axis/}},
	'zoom-out': {
		charts: {
			...onFull, before: ['2', 'f', '+', '+'], ready: /44 % of the x axis/, shows: /67 % of the x axis/,
		},
	},
	'pan-left': {charts: {...zoomed, shows: /^│ +2 +4 .* 8 +│$/m}},
	'pan-right': {
		charts: {
			...zoomed, before: ['2', 'f', '+', '<', '<', '<', '<'], ready: /│ +1 .* 8 *│$/m, shows: /│ +[2-9] .* (?:9|1\d) *│$/m,
		},
	},
	'reset-chart': {charts: {...zoomed, shows: ({text}) => text.includes('by epoch') && !text.includes('% of the x axis')}},
	'switch-log-scale': {charts: {...onFull, shows: /by epoch · log scale/, undo: ['y', ...onFull.undo]}},
	'switch-smoothing': {charts: {...onFull, shows: /by epoch · smoothing 0\.6/, undo: ['m', 'm', ...onFull.undo]}},
	'switch-x-axis': {charts: {...onFull, shows: /by time/, undo: ['X', ...onFull.undo]}},
	'filter-charts': {charts: {...onCharts, shows: /^Figures with: *$/m}},
	'leave-chart': {charts: {...onFull, shows: ({text}) => text.includes('─ Figures ')}},
} satisfies Partial<KeyCases>;
