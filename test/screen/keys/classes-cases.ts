import type {KeyCases} from './key-case.ts';

const onClasses = {before: ['3'], ready: /Classes worst first/};

/** The table by class. */
export const classesCases = {
	'show-class': {classes: {...onClasses, shows: ({text}) => text.includes('─ > noHelmet ') && !/─ (?:> )?Classes /.test(text), undo: ['backspace']}},
	'sort-next': {classes: {...onClasses, shows: /Classes sorted by class[\s\S]*class ↑/, undo: ['w']}},
	'sort-previous': {classes: {...onClasses, shows: /Classes as printed/, undo: ['w']}},
	'sort-reverse': {
		classes: {
			...onClasses, before: ['3', 'right'], ready: /class ↑/, shows: /\(reversed\)[\s\S]*class ↓/, undo: ['O', 'w'],
		},
	},
	'worst-first': {
		classes: {
			...onClasses, before: ['3', 'right'], ready: /sorted by class/, shows: /Classes worst first/,
		},
	},
	'compare-classes': {
		classes: {
			...onClasses, ready: /mAP50-95 .*before/, shows: /vs best/, undo: ['v'],
		},
	},
	'show-matrix': {
		classes: {
			on: 'directory', before: ['3'], ready: /Classes worst first/, shows: /helmet is found as Vest: 8 times, 40 %/, undo: ['backspace'],
		},
	},
	'filter-classes': {classes: {...onClasses, shows: /^Classes with: *$/m}},
	'leave-class': {
		classes: {
			...onClasses, before: ['3', 'enter'], ready: /─ > noHelmet /, shows: /─ > Classes /,
		},
	},
} satisfies Partial<KeyCases>;
