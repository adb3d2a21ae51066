import type {Target} from '../../domain/target.ts';

/** What the commands say apart from errors. */
export const command = {
	meant: (name: string) => `Did you mean ${name}?`,
	standardInput: 'standard input',
	noTrainingYet: (name: string, kind: Target['kind']) => `yolotop: no training was found in ${name} so far.\n${kind === 'directory'
		? 'The first row of results.csv is written after the first epoch: try again then, or give the log of the training.'
		: 'What is read is the output of train.py or of yolo train: name its container, log file or run directory (runs/train/exp).'}\n`,
	attached: (name: string) => `yolotop: the container ${name} trains; showing it.\n`,
	demoInstead: (reason: string) => `yolotop: ${reason} Showing the demo instead: a simulated training.\n`,
	pickQuestion: (count: number) => `Which one? 1-${count}: `,
	notDone: 'Nothing was done.',
	resumeHint: (name: string) => `Resume it later: yolotop resume ${name}`,
};
