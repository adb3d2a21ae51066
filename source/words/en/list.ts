import {durationUnits} from './duration-units.ts';

/** The words of the lists of containers and runs, and of their comparison. */
export const list = {
	columns: {
		container: 'Container', run: 'Run', state: 'State', epochsDone: 'Epochs done', epochsDoneShort: 'Done', left: 'Left', map: 'mAP50-95', device: 'GPU', age: 'Age', batch: 'Batch', size: 'Images', weights: 'Weights', disk: 'Disk', image: 'Image',
	},
	containerStates: {
		created: 'never started', running: 'running', paused: 'paused', restarting: 'restarting', exited: 'exited', removed: 'removed', dead: 'dead',
	},
	units: durationUnits,
	training: 'Training now:',
	noneTraining: 'No container is training now.',
	noneKnown: (names: string) => `No container is known to be training now; not known about: ${names} (the engine did not answer).`,
	noneAnswered: 'It is not known which containers are training: no engine answered.',
	noneSure: 'It is not known whether a container is training: not all of them answered.',
	recent: 'Recent runs:',
	noRuns: 'There are no runs here.',
	tooManyDirectories: (count: string) => `Only ${count} directories were looked into, those with the highest numbers first. Name a directory further down to see its runs.`,
	noneFit: 'No run matches the filter.',
	others: (names: string) => `Other containers: ${names}`,
	more: (count: string) => `… and ${count} more: yolotop ls --runs`,
	howToStart: (gpus: string) => `Start one:  yolotop run ${gpus}-v /data:/data IMAGE -- python train.py --data my.yaml\nOpen one:   yolotop CONTAINER:RUN, yolotop runs/train/exp, yolotop CONTAINER`,
	engineAway: (reason: string) => `yolotop: ${reason}\n`,
	pickTitle: 'Several trainings are running:\n',
	otherContainers: 'Other containers:',
	startTitle: 'Start one:',
	imageName: 'IMAGE',
	openQuestion: (count: number) => count === 0 ? 'Open (container, run directory or log file; Enter cancels): ' : `Open 1-${count} or a name (Enter cancels): `,
	notThere: (name: string) => `There is no ${name}.\n`,
	compare: {
		setting: 'Setting', settingOf: (name: string) => `${name} (setting)`, epochs: 'epochs done', best: 'best epoch', last: 'last epoch', atBest: (metric: string) => `${metric} best`, atLast: (metric: string) => `${metric} last`, noDifference: 'All settings are the same.', classes: 'mAP50-95 by class',
	},
};
