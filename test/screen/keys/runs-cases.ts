import type {KeyCases} from './key-case.ts';

const onRuns = {before: ['6'], ready: /^│ ▌? +train\/exp2 /m};

/** The list of runs. */
export const runsCases = {
	'open-run': {runs: {...onRuns, shows: /─ Result ─[\s\S]*[23]\/[23] epochs/, isLast: true}},
	'mark-run': {runs: {...onRuns, shows: /│ ▌? +a +train\/exp/, undo: ['up', 'space']}},
	'compare-runs': {
		runs: {
			...onRuns, before: ['6', onRuns.ready, 'home', 'space', 'space'], ready: /2 marked/, shows: /^(?![\s\S]*─ (?:> )?Runs \d)[\s\S]*best mAP50-95 +0\.\d+/, isLast: true,
		},
	},
	'leave-comparison': {
		runs: {
			...onRuns, before: ['6', onRuns.ready, 'space', 'down', 'space', /2 marked/, 'c', /─ > What differs/], ready: /─ > What differs/, shows: /epochs +mAP50-95/, isLast: true,
		},
	},
	'filter-runs': {runs: {...onRuns, shows: /^Filter: *$/m}},
	// It is kept for the next program.
	'group-runs': {runs: {...onRuns, shows: /first · by epochs/, undo: ['v']}},
	'fold-group': {
		runs: {
			...onRuns, before: ['6', onRuns.ready, 'v'], ready: /first · by \w/, shows: /▌ ▸/, undo: ['v'],
		},
	},
	'unfold-group': {
		runs: {
			...onRuns, before: ['6', onRuns.ready, 'v', /first · by \w/, 'left'], ready: /▌ ▸/, shows: /▌ ─/, undo: ['v'],
		},
	},
	'next-figure': {runs: {...onRuns, shows: /─ mAP50 of the chosen/, undo: ['m', 'm', 'm', 'm']}},
	'show-equal': {
		runs: {
			...onRuns, before: ['6', onRuns.ready, 'home', 'space', 'space'], ready: /best mAP50-95/, shows: /hide equal values/, isLast: true,
		},
	},
	'sort-runs': {runs: {...onRuns, shows: /best mAP first/, undo: ['o', 'o', 'o', 'o']}},
} satisfies Partial<KeyCases>;
