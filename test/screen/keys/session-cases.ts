import {Buffer} from 'node:buffer';
import type {KeyCase, KeyCases, Shown} from './key-case.ts';

/** Whether a text went to the clipboard of the terminal. */
export const hasCopied = ({sent}: Shown): boolean => sent.includes('\u{1B}]52;c;');
/** The last text that went there; empty where none did. */
export const copiedText = (sent: string): string => Buffer.from(/.*\u{1B}\]52;c;([\d+/=A-Za-z]*)\u{7}/su.exec(sent)?.[1] ?? '', 'base64').toString();
const overviewBare = /^[ []1 Overview[ \]][\s\S]*─ (?:Progress|Result) ─/;

/** What is over the overview is there before the key, and gone after it. */
export const closes = (before: KeyCase['before'], ready: RegExp): KeyCase => ({
	before, ready, shows: ({text}) => overviewBare.test(text) && !ready.test(text),
});

const openHelp = {before: ['?'], ready: /Quitting yolotop never touches/};
const openPane = {before: ['i'], ready: /Reading the result/};
const openExplain = {before: ['I'], ready: /What the numbers mean/};
const openPalette = {before: [':'], ready: /─ Commands ─/};
const openPrompt = {before: ['2', '/', 'obj'], ready: /^Figures with: obj *$/m};
/** Another search was typed and taken before. */
const typedBefore = {before: ['4', '/', 'Class', 'enter', 'backspace', 'end', '/', 'new'], ready: /^Search: new *$/m};
const openForm = {before: ['e'], ready: /Continue with other settings/, on: 'local'} as const;
const openDialog = {before: ['s'], ready: /> after this epoch/, on: 'local'} as const;

/** Leaving, help, what is wrong, and what is over the screen. */
export const sessionCases = {
	detach: {
		screens: {shows: ({isAlternate}) => !isAlternate, isLast: true},
		always: {
			before: ['?'], ready: openHelp.ready, shows: ({isAlternate}) => !isAlternate, isLast: true,
		},
	},
	suspend: {
		// Without a shell that controls jobs the screen comes back by itself.
		always: {shows: ({sent, isAlternate}) => isAlternate && /\[\?1049l[\s\S]*\[\?1049h[\s\S]*Overview/.test(sent)},
	},
	redraw: {
		always: {
			prepare(terminal) {
				terminal.write('\u{1B}7\u{1B}[9;20HRUBBISH\u{1B}8');
			},
			ready: /Quality/,
			shows: ({text, sent}) => sent.includes('Quality') && !text.includes('RUBBISH'),
		},
	},
	help: {screens: {shows: openHelp.ready}},
	palette: {screens: {shows: /─ Commands ─[\s\S]*> J +journal/}},
	'search-help': {help: {...openHelp, shows: /^Search the help: *$/m}},
	'close-overlay': {
		help: closes(openHelp.before, openHelp.ready),
		pane: closes(openPane.before, openPane.ready),
		explain: closes(openExplain.before, openExplain.ready),
		dialog: {...closes(openDialog.before, openDialog.ready), on: 'local'},
	},
	'next-choice': {dialog: {...openDialog, shows: /> now/}},
	'previous-choice': {dialog: {...openDialog, shows: /> keep training/}},
	accept: {
		dialog: {
			...openDialog, before: ['s', openDialog.ready, 'right', 'right'], ready: /> keep training/, shows: ({text}) => !text.includes('keep training'),
		},
		prompt: {...openPrompt, shows: ({text}) => /─ Figures \d+ ─+ \/ obj ─/.test(text) && /^q detach/m.test(text), undo: ['escape']},
		palette: {before: [':', 'resources'], ready: /> 5 resources/, shows: /─ Resources ─/},
		form: {...openForm, shows: /> after this epoch/},
	},
	'cancel-typing': {
		prompt: {...openPrompt, shows: ({text}) => text.includes('▌mAP50-95 ') && !text.includes('Figures with')},
		palette: {...openPalette, shows: ({text}) => overviewBare.test(text) && !text.includes('─ Commands ─')},
		form: {...openForm, shows: ({text}) => !text.includes('Continue with other settings')},
	},
	'previous-entry': {
		prompt: {...typedBefore, shows: /^Search: Class *$/m},
		palette: {before: [':', 'down'], ready: /> \[ +errors/, shows: /> J +journal/},
		form: {
			...openForm, before: ['e', 'down'], ready: /> workers/, shows: /> batch size/,
		},
	},
	'next-entry': {
		prompt: {
			...typedBefore, before: [...typedBefore.before, 'up'], ready: /^Search: Class *$/m, shows: /^Search: new *$/m,
		},
		palette: {...openPalette, ready: /> J +journal/, shows: /> \[ +errors/},
		form: {...openForm, ready: /> batch size/, shows: /> workers/},
	},
	'show-diagnoses': {screens: {shows: /─ Diagnoses ─[\s\S]*Evidence/}},
	'show-doctor': {screens: {shows: /─ Doctor/}},
	'show-advice': {screens: {shows: /Settings for this hardware/}},
	'show-reading': {screens: {shows: openPane.ready}},
	'show-stacks': {screens: {shows: /No process of this run can be asked/, undo: ['q']}},
	'show-errors': {overview: {shows: /│ > .*WARNING/, undo: ['backspace', 'end', '1']}},
	'show-explanations': {
		screens: {shows: openExplain.ready},
		help: {...openHelp, shows: openExplain.ready},
	},
	'explain-text': {pane: {...openPane, shows: openExplain.ready}},
	'next-number': {explain: {...openExplain, shows: /> fitness/}},
	'previous-number': {
		explain: {
			...openExplain, before: ['I', 'right'], ready: /> fitness/, shows: /> mAP50-95/,
		},
	},
} satisfies Partial<KeyCases>;
