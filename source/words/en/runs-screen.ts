import {keyNameOf} from '../../keys/key-names.ts';

/** The words of the screen with the list of runs. */
export const runsScreen = {
	looking: 'Looking for trainings and runs …',
	nothing: 'No training and no run was found in the containers and below this directory.',
	noneFit: (query: string) => `No run fits: ${query}`,
	reading: 'Reading the marked runs …',
	filter: 'Filter: ',
	sortedBy: {
		age: 'newest first', map: 'best mAP first', epoch: 'most epochs first', name: 'by name', state: 'by state',
	},
	marked: (count: number) => `${count} marked`,
	markTwo: `Mark two or more runs with the space bar, then press ${keyNameOf('compare-runs')}.`,
	badQuery: (word: string) => `not understood: ${word}`,
	away: (host: string, reason: string) => `${host === '' ? 'engine' : host}: ${reason}`,
	opening: (name: string) => `Opening ${name} …`,
};
