import {keyNameOf} from '../../keys/key-names.ts';

/** Words around the keys. */
export const keyTable = {
	category: {
		session: 'Session', look: 'Diagnosis', screens: 'Screens', move: 'Moving', view: 'View', run: 'The run', charts: 'Charts', classes: 'Classes', logs: 'Logs', resources: 'Resources', runs: 'Runs', pictures: 'Pictures', typing: 'Answering and typing',
	},
	paletteGroup: {
		run: 'Run', look: 'Look', go: 'Go', view: 'View', 'not-now': 'Not now',
	},
	disabled: {
		'nothing-to-scroll': 'everything is already on screen',
		'not-here': 'not possible here',
		'no-container': 'this run is not in a container that an engine reaches',
		'no-checkpoint': 'this run has no checkpoint',
		removed: 'the container was removed',
		'still-reading': 'the earlier output is still being read: try again in a moment',
		'still-ending': `the process of the training is still ending: end it first (${keyNameOf('stop')}), or change its settings (${keyNameOf('relaunch')})`,
		'job-waits': 'the job is waiting and has not started',
		'job-not-waiting': 'only a waiting job can be held or released',
		'job-over': 'the job has ended',
		'not-ours': 'this training was not started by this yolotop: stop it where it was started',
		'not-running': 'nothing is running',
		'still-training': `the training still runs: stop it first (${keyNameOf('stop')}), or change its settings (${keyNameOf('relaunch')})`,
		'read-only': 'yolotop was started with --read-only',
		replay: 'this is a replay of a finished run: open it without --replay to act on it',
		busy: 'another action is still in progress',
		'nothing-to-cancel': 'there is nothing to cancel',
		'no-times': 'it is not known when the epochs ended, so there is no time axis',
		'no-matrix': 'no confusion matrix is known: the probe records it after each validation',
		'nothing-to-compare': 'there is no other table to compare with yet',
	},
	noCommand: 'No command of that name here.',
	helpSearch: 'Search the help:',
	helpNothing: (query: string) => `No key and no term matches ${query}.`,
	commands: 'Commands',
	keysHeader: 'Keys',
	meaningHeader: 'What they do',
};
