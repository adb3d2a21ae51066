import type {KeyCases} from './key-case.ts';

const onRuns = {before: ['6'], ready: /^│ >? +runs\/train\/exp2 /m};

/** The list of runs. */
export const runsCases = {
	'open-run': {runs: {...onRuns, shows: /─ Result ─[\s\S]*[23]\/[23] epochs/, isLast: true}},
	'mark-run': {runs: {...onRuns, shows: /│ >?\s?\* +runs\/train\/exp/, undo: ['up', 'space']}},
	'compare-runs': {
		runs: {
			...onRuns, before: ['6', onRuns.ready, 'home', 'space', 'space'], ready: /2 marked/, shows: /mAP50-95 best +0\.\d+ +0\.\d+/, isLast: true,
		},
	},
	'leave-comparison': {
		runs: {
			...onRuns, before: ['6', onRuns.ready, 'space', 'down', 'space', /2 marked/, 'c', /mAP50-95 best/], ready: /mAP50-95 best/, shows: /Epochs done +mAP50-95/, isLast: true,
		},
	},
	'filter-runs': {runs: {...onRuns, shows: /^Filter: *$/m}},
	'sort-runs': {runs: {...onRuns, shows: /best mAP first/, undo: ['o', 'o', 'o', 'o']}},
} satisfies Partial<KeyCases>;
