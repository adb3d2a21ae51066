import type {KeyCases} from './key-case.ts';

const onLogs = {before: ['4'], ready: /lines {2}following/};
const found = {before: ['4', '/', 'WARNING', 'enter'], ready: /search WARNING: \d of 2/, undo: ['backspace', 'backspace', 'end']};
const unwrapped = {before: ['4', 'w', 'home'], ready: /│ {3}train: weights/, undo: ['left', 'left', 'left', 'w', 'end']};

/** The log. */
export const logsCases = {
	'search-log': {logs: {...onLogs, shows: /^Search: *$/m}},
	'next-hit': {logs: {...found, ready: /search WARNING: 2 of 2/, shows: /search WARNING: 1 of 2/}},
	'previous-hit': {logs: {...found, ready: /search WARNING: 2 of 2/, shows: /search WARNING: 1 of 2/}},
	'filter-log': {logs: {...onLogs, shows: /^Only lines with: *$/m}},
	'next-problem': {logs: {...onLogs, shows: /│ > .*WARNING/, undo: ['backspace', 'end']}},
	'previous-problem': {logs: {...onLogs, shows: /│ > .*WARNING/, undo: ['backspace', 'end']}},
	'switch-wrap': {
		logs: {
			...onLogs, before: ['4', 'home'], ready: /imgsz=640/, shows: ({text}) => text.includes('train: weights') && !text.includes('imgsz=640'), undo: ['w', 'end'],
		},
	},
	'log-left': {
		logs: {
			...unwrapped, before: [...unwrapped.before, 'right'], ready: /^│ {3}(?!train)\S/m, shows: /│ {3}train: weights/,
		},
	},
	'log-right': {logs: {...unwrapped, shows: ({text}) => !text.includes('train: weights')}},
	'switch-times': {logs: {...onLogs, shows: /│ {3}08:01:\d\d /, undo: ['T']}},
	'select-lines': {logs: {...onLogs, shows: /1 line selected/, undo: ['v', 'end']}},
	'save-log': {logs: {...onLogs, shows: /^Save the log as: train\.log/m}},
	'step-back': {
		logs: {
			...onLogs, before: ['4', 'v'], ready: /1 line selected/, shows: ({text}) => onLogs.ready.test(text) && !text.includes('selected'),
		},
	},
} satisfies Partial<KeyCases>;
