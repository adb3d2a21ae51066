import type {KeyCase, KeyCases} from './key-case.ts';

const onCharts = {before: ['2'], ready: /─ > box loss ─+ 1 of 7/};
const onLarge = {before: ['2', 'enter'], ready: /best 0\.\d+ epoch 12 +│/, undo: ['0', 'escape']};
const onSecond: KeyCase = {before: ['2', 'right'], ready: /> obj loss ─+ 2 of 7/, shows: /> box loss ─+ 1 of 7/};
const toSecond: KeyCase = {...onCharts, shows: onSecond.ready!, undo: ['left']};
/** Two thirds of the axis: epochs 5 to 12. */
const zoomed = {...onLarge, before: ['2', 'enter', '+'], ready: /67 % of the x axis/};

/** What each key of the charts does to the grid, or to the large chart. */
export const chartsCases = {
	'charts-left': {charts: onSecond},
	'charts-right': {charts: toSecond},
	'next-chart': {charts: toSecond},
	'previous-chart': {charts: onSecond},
	'enlarge-chart': {charts: {...onCharts, shows: ({text}) => onLarge.ready.test(text) && !text.includes('─ obj loss ─'), undo: onLarge.undo}},
	'zoom-in': {charts: {...onLarge, shows: /67 % of the x axis/}},
	'zoom-out': {
		charts: {
			...onLarge, before: ['2', 'enter', '+', '+'], ready: /44 % of the x axis/, shows: /67 % of the x axis/,
		},
	},
	'pan-left': {charts: {...zoomed, shows: /^│ +2 +3 .* 8 +│$/m}},
	'pan-right': {
		charts: {
			...zoomed, before: ['2', 'enter', '+', '<', '<', '<', '<'], ready: /│ +1 .* 8 *│$/m, shows: /│ +[2-9] .* (?:9|1\d) *│$/m,
		},
	},
	'reset-chart': {charts: {...zoomed, shows: ({text}) => text.includes('by epoch') && !text.includes('% of the x axis')}},
	'switch-log-scale': {charts: {...onCharts, shows: /by epoch · log scale/, undo: ['y']}},
	'switch-smoothing': {charts: {...onCharts, shows: /by epoch · smoothing 0\.6/, undo: ['m', 'm']}},
	'switch-x-axis': {charts: {...onCharts, shows: /^by time · /m, undo: ['X']}},
	'filter-charts': {charts: {...onCharts, shows: /^Charts with: *$/m}},
	'leave-chart': {charts: {...onLarge, shows: ({text}) => text.includes('─ obj loss ─')}},
} satisfies Partial<KeyCases>;
