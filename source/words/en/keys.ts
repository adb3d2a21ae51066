import {keyNameOf} from '../../keys/key-names.ts';

/** Words around the keys. */
export const keyTable = {
	category: {
		session: 'Session', look: 'Looking', screens: 'Screens', move: 'Moving', view: 'View', run: 'The run', charts: 'Charts', classes: 'Classes', logs: 'Logs', resources: 'Resources', runs: 'Runs', pictures: 'Pictures', typing: 'Answering and typing',
	},
	paletteGroup: {
		run: 'Run', look: 'Look', go: 'Go', view: 'View', 'not-now': 'Not now',
	},
	disabled: {
		'nothing-to-scroll': 'everything is already on screen',
		'not-here': 'not possible here',
		'no-container': 'this run is not in a container of a reachable engine',
		'no-checkpoint': 'this run has no checkpoint',
		removed: 'the container was removed: nothing can be done to it any more',
		'still-reading': 'what was printed before is still being read: in a moment',
		'still-ending': `the process of the training is still ending: end it first (${keyNameOf('stop')}), or change its settings (${keyNameOf('relaunch')})`,
		'not-ours': 'this training was not started by this yolotop: stop it where it was started',
		'not-running': 'nothing is running',
		'still-training': `the training still runs: stop it first (${keyNameOf('stop')}), or change its settings (${keyNameOf('relaunch')})`,
		'read-only': 'yolotop was started with --read-only',
		replay: 'this is a replay of a run that is over: open it without --replay to act on it',
		busy: 'another action is still under way',
		'nothing-to-cancel': 'there is nothing to call off',
		'no-times': 'not known when the epochs ended, so there is no axis by time',
		'nothing-to-compare': 'there is no other table to compare with yet',
	},
	noCommand: 'No command of that name here.',
	helpSearch: 'Search the help:',
	helpNothing: (query: string) => `No key and no term fits ${query}.`,
	commands: 'Commands',
	keysHeader: 'Keys',
	meaningHeader: 'What they do',
};
