import {counted} from '../counted.ts';

const bestAgo = (used: string): string => used === '0' ? 'best in the last epoch' : `best ${counted(used, 'epoch')} ago`;

/** The seven vital signs of a training: a name for each row and one plain clause with the number that decides. */
export const vitalSigns = {
	title: 'Vital signs',
	names: {
		learning: 'learning', fitting: 'fitting', balance: 'P and R', gpu: 'GPU', memory: 'memory', saved: 'saved', patience: 'patience',
	},
	/** The sign of precision and recall, where one of the two is the problem. */
	misses: 'recall',
	invents: 'precision',
	/** In the header, behind the number of those that are so. */
	count: (all: string) => ` of ${all} signs`,
	countShort: (all: string) => ` of ${all}`,
	/** Where a sentence of a rule is longer than its row. */
	readMore: (key: string) => `see ${key} for what is wrong`,
	/** Before the first look at the files of the run is done. */
	lookPending: 'its files are being looked at',
	learning: {
		notYet: 'not known before the second epoch',
		notYetShort: 'not known yet',
		notValidated: 'no validation in the output',
		nothing: (label: string, value: string, epochs: string) => `${label} ${value} after ${counted(epochs, 'epoch')}: nothing learned yet`,
		changeShort: (change: string, epochs: string) => `${change} in ${counted(epochs, 'epoch')}`,
		change: (change: string, label: string, epochs: string) => `${change} ${label} in ${counted(epochs, 'epoch')}`,
	},
	fitting: {
		notYet: (epochs: string) => `not known before ${counted(epochs, 'epoch')}`,
		unknown: 'the output has no val losses',
		unknownShort: 'no val losses',
		followsShort: 'val follows train',
		follows: 'val losses follow train',
	},
	balance: {
		unknown: 'not known before a validation',
		both: (precision: string, recall: string) => `precision ${precision}, recall ${recall}`,
		bothShort: (precision: string, recall: string) => `${precision} and ${recall}`,
		missesShort: (recall: string) => `${recall}: misses much`,
		inventsShort: (precision: string) => `${precision}: invents much`,
		misses: (recall: string, precision: string) => `${recall} beside P ${precision}: misses much`,
		invents: (precision: string, recall: string) => `${precision} beside R ${recall}: invents much`,
	},
	gpu: {
		busy: (percent: string) => `busy ${percent}`,
		idle: (percent: string, minutes: string) => `, idle in ${percent} of ${minutes} min`,
		waitsShort: (percent: string) => `only ${percent} busy`,
		unknownShort: 'not measurable',
		waits: (percent: string) => `only ${percent} busy: it waits for data`,
		over: 'nothing trains any more',
		before: 'nothing trains yet',
		measuring: 'being measured',
		cpuByChoice: 'CPU by choice',
		cpu: 'trains on the CPU',
		elsewhere: 'not measurable: the run may be on another machine',
		failed: (why: string) => `not measurable: ${why}`,
	},
	memory: {
		unknown: 'not measured',
		peak: (percent: string, size: string) => `peak ${percent} of ${size}`,
		reserved: (size: string) => `PyTorch holds ${size}`,
		sharedMemory: (percent: string) => `shm ${percent}`,
		ram: (percent: string) => `RAM ${percent}`,
	},
	saved: {
		unknown: 'no checkpoint seen yet',
		byRecord: (epoch: string) => `epoch ${epoch} is complete; its file is not visible from here`,
		last: (name: string, age: string) => `${name} ${age} ago`,
		lastUndated: (name: string) => `${name} is there`,
		best: (epoch: string) => `best.pt epoch ${epoch}`,
	},
	patience: {
		none: 'no early stop',
		unknown: 'not known before a validation',
		cannotEnd: (used: string, patience: string) => `${bestAgo(used)}, gives up after ${patience}`,
		left: (used: string, left: string) => `${bestAgo(used)}, stops in ${left} without gain`,
		short: bestAgo,
		stopped: 'stopped early: no gain for too long',
	},
};
