import type {KeyCases} from './key-case.ts';

const onLocal = {on: 'local', ready: /Batch 3\/6/} as const;
const onContainer = {on: 'container'} as const;

/** What is done to the run: the question, or what follows where nothing is asked. */
export const runCases = {
	stop: {screens: {...onLocal, shows: /Stop the training\?[\s\S]*after this epoch: nothing is lost/}},
	'cancel-action': {
		screens: {
			on: 'local', before: ['s', /> after this epoch/, 'e'], ready: /waiting for the end of epoch 2/, shows: /Cancelled; the training continues/,
		},
	},
	relaunch: {
		screens: {...onLocal, shows: /Continue with other settings[\s\S]*> batch size/},
		pane: {
			on: 'container', before: ['!'], ready: /\[e\] +resume from the last checkpoint/, shows: /Continue with other settings[\s\S]*> batch size/,
		},
	},
	resume: {screens: {on: 'directory', shows: /Resume this run\?[\s\S]*--resume/}},
	pause: {screens: {...onContainer, shows: /paused[\s\S]*Frozen\. GPU memory stays allocated/, undo: ['p']}},
	restart: {screens: {...onContainer, shows: /Restart the container/}},
	remove: {screens: {...onContainer, shows: /Remove the container/}},
	'copy-out': {screens: {...onContainer, shows: /Copy the run directory to:/, undo: ['ctrl+g', /q detach/]}},
	'keep-going': {screens: {...onContainer, shows: /Keep [^\n]+ going\?/}},
	shell: {screens: {...onContainer, shows: ({isAlternate, text}) => !isAlternate && text.includes('exit ends it'), undo: ['exit', 'enter']}},
	validate: {screens: {...onContainer, shows: /Validate the weights/}},
	detect: {screens: {...onContainer, shows: /Detect with the weights/}},
	tensorboard: {screens: {...onContainer, shows: /TensorBoard does not start in the container/}},
	journal: {screens: {shows: /What yolotop has done/}},
} satisfies Partial<KeyCases>;
