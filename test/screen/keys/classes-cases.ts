import type {KeyCases} from './key-case.ts';

const onClasses = {before: ['3'], ready: /^│ worst first/m};

/** The table by class. */
export const classesCases = {
	'show-class': {classes: {...onClasses, shows: ({text}) => text.includes('─ > noHelmet ─') && !text.includes('─ > Classes ─'), undo: ['backspace']}},
	'sort-next': {classes: {...onClasses, shows: /Class ↑[\s\S]*sorted by Class/, undo: ['w']}},
	'sort-previous': {classes: {...onClasses, shows: /^│ as printed/m, undo: ['w']}},
	'sort-reverse': {
		classes: {
			...onClasses, before: ['3', 'right'], ready: /Class ↑/, shows: /Class ↓[\s\S]*\(reversed\)/, undo: ['O', 'w'],
		},
	},
	'worst-first': {
		classes: {
			...onClasses, before: ['3', 'right'], ready: /sorted by Class/, shows: /^│ worst first/m,
		},
	},
	'compare-classes': {
		classes: {
			...onClasses, ready: /vs before/, shows: /vs best/, undo: ['v'],
		},
	},
	'filter-classes': {classes: {...onClasses, shows: /^Classes with: *$/m}},
	'leave-class': {
		classes: {
			...onClasses, before: ['3', 'enter'], ready: /─ > noHelmet ─/, shows: /─ > Classes ─/,
		},
	},
} satisfies Partial<KeyCases>;
