import type {KeyCases, Shown} from './key-case.ts';
import {copiedText, hasCopied} from './session-cases.ts';

const overview = /─ Result ─/;
/** The frame of the panel in focus is painted in the accent: its title is drawn again with it. */
const focused = (title: string) => ({text}: Shown): boolean => text.includes(`─ > ${title} `);
const atTop = ['4', 'home'];

/** Screens, moving, the look, and what concerns the terminal. */
export const viewCases = {
	'next-screen': {screens: {shows: /▌mAP50-95 /}},
	'previous-screen': {screens: {shows: /─ (?:> )?Runs \d/}},
	'show-overview': {screens: {before: ['4'], ready: /following/, shows: overview}},
	'show-charts': {screens: {shows: /▌mAP50-95 /}},
	'show-classes': {screens: {shows: /worst first/}},
	'show-logs': {screens: {shows: /─ Log ─[\s\S]*lines {2}following/}},
	'show-resources': {screens: {shows: /─ Resources ─[\s\S]*Machine/}},
	'show-runs': {screens: {shows: /─ (?:> )?Runs \d/}},
	'show-pictures': {screens: {shows: /\[7 Pictures\][\s\S]*The run directory is not known/}},
	'switch-language': {everywhere: {shows: /1 概览[\s\S]*退出/, undo: ['L']}},
	'switch-theme': {everywhere: {shows: /Theme: for a dark background/, undo: ['t', 't', 't', 't', 't', 't', 't', 't']}},
	'focus-next': {overview: {shows: focused('Losses'), undo: ['left']}},
	'focus-previous': {overview: {shows: focused('Epochs'), undo: ['right']}},
	'open-panel': {overview: {shows: /\[2 Charts\][\s\S]*mAP/, undo: ['1']}},
	'leave-zoom': {overview: {before: ['f'], shows: /─ (?:> )?Quality ─[\s\S]*─ Losses ─/}},
	zoom: {overview: {shows: ({text}) => /─ (?:> )?Quality ─/.test(text) && !text.includes('─ Losses ─'), undo: ['f']}},
	'scroll-up': {
		everywhere: {
			before: ['4'], ready: /following/, shows: / 1 more below/, undo: ['end'],
		},
	},
	'scroll-down': {everywhere: {before: ['4', 'up'], ready: / 1 more below/, shows: /following/}},
	'page-up': {
		everywhere: {
			before: ['4'], ready: /following/, shows: / [1-9]\d more below/, undo: ['end'],
		},
	},
	'page-down': {everywhere: {before: ['4', 'pageup'], ready: / [1-9]\d more below/, shows: /following/}},
	'scroll-to-start': {
		everywhere: {
			before: ['4'], ready: /following/, shows: /train: weights=yolov5s\.pt/, undo: ['end'],
		},
	},
	'scroll-to-end': {everywhere: {before: atTop, ready: /train: weights=yolov5s\.pt/, shows: /following/}},
	copy: {
		logs: {before: ['4'], ready: /following/, shows: hasCopied},
		screens: {shows: hasCopied},
		pane: {before: ['d'], ready: /docker context ls/, shows: hasCopied},
		dialog: {
			on: 'directory', before: ['r'], ready: /Resume this run/, shows: hasCopied,
		},
	},
	'copy-card': {screens: {shows: ({sent}) => copiedText(sent).split('\n').length === 12 && copiedText(sent).includes('yolotop ─╮\n│ ✓ finished')}},
	'switch-mouse': {everywhere: {shows: ({sent, text}) => sent.includes('\u{1B}[?1000l') && text.includes('selects text in the terminal'), undo: ['M']}},
	'switch-compact': {screens: {shows: ({text}) => text.includes('finished 12/12') && !text.includes('Overview'), undo: ['z']}},
} satisfies Partial<KeyCases>;
