/** Words of the form for continuing with other settings. */
export const settingsForm = {
	titles: {resume: 'Continue with other settings', 'new-run': 'Train further with other settings', restart: 'Start again with other settings'},
	about: 'Change what should be different; the rest stays the same. Nothing happens before the next question.',
	labels: {
		batchSize: 'batch size', workers: 'workers', epochs: 'epochs', imageSize: 'image size', patience: 'patience', device: 'device', shmSize: 'shm size', memory: 'memory', gpus: 'GPUs', way: 'way',
	},
	hints: {
		batchSize: 'images at once; smaller needs less GPU memory',
		workers: 'loader processes; fewer need less RAM and shm',
		epochs: 'in total, counted from the start',
		imageSize: 'pixels, a multiple of 32',
		patience: 'epochs without improvement; 0 never stops early',
		device: '0, 0,1 or cpu',
		shmSize: 'for example 8g; needs a new container',
		memory: 'limit, as 16g; needs a new container',
		gpus: 'all, 1 or device=0; needs a new container',
	},
	/** Each way to continue: its name and its meaning. */
	ways: {
		resume: 'resume', edit: 'resume, edited', 'new-run': 'new run', restart: 'start again',
	},
	wayHints: {
		resume: 'with the next epoch, from last.pt',
		edit: 'with the next epoch; opt.yaml is edited first',
		'new-run': 'epoch 1 with the weights of last.pt',
		restart: 'the same command, epoch 1; no checkpoint needed',
	},
	bestWay: 'automatic',
	bestWayHint: 'resumes if possible; the next question says how',
	numberNeeded: (label: string) => `${label}: a whole number is needed`,
	sizeNeeded: (label: string) => `${label}: a size such as 512m or 8g is needed`,
	gpusNeeded: (label: string) => `${label}: as for docker run --gpus: all, a number, or device=0,1`,
	roundedUp: (label: string) => `${label}: the frameworks round this up to a multiple of 32`,
	/** What happens if nothing is changed. */
	unchanged: {
		resume: 'nothing is changed: the run is resumed as it is',
		'new-run': 'nothing is changed: the run is finished, so a new run from its weights is offered',
		restart: 'nothing is changed: there is no checkpoint, so the same command starts again',
	},
	planTitles: {
		resume: 'Resume this run?', edit: 'Resume this run?', 'new-run': 'Start a new run from its weights?', restart: 'Start the same command again?',
	},
	planGo: {
		resume: 'resume', edit: 'resume', 'new-run': 'start the new run', restart: 'start again',
	},
	newRunNote: 'Its weights can start a new run at epoch 1, in a new run directory. Nothing happens before the next question.',
	showNewRun: 'show how',
	byHand: 'The same by hand:',
	otherWays: (ways: string) => `Also possible, as the way under other settings: ${ways}`,
	otherSettings: 'other settings',
	notNow: 'not now',
	preparing: 'checking the run and its checkpoint ...',
	goesOn: (name: string) => `The training continues in ${name}.`,
	goesOnLocal: 'The training continues.',
	beganIn: (name: string) => `A new run has started in ${name}.`,
	beganLocal: 'A new run has started.',
};
