type StatusFacts = {
	/**
	`going`: a process works on it. `paused`: it stands still and can go on. `over`: nothing more comes unless a person starts something new.
	`open`: none of these, or nobody can tell.
	*/
	readonly stage: 'going' | 'paused' | 'over' | 'open';
	/** Whether epochs pass: their bars move and their end can be estimated. */
	readonly hasEpochs?: true;
	/** Whether the files of a run directory alone can tell it. */
	readonly isOfFiles?: true;
};

/** THE states of a training: the answers to "what is it doing", as status, JSON, the screen and the lists name them. */
export const runStatuses = {
	/** What it printed before is being read; nothing is known yet. */
	reading: {stage: 'open'},
	idle: {stage: 'open'},
	/** A job of a scheduler that has not begun. */
	queued: {stage: 'open'},
	starting: {stage: 'going', isOfFiles: true},
	training: {stage: 'going', hasEpochs: true, isOfFiles: true},
	validating: {stage: 'going', hasEpochs: true},
	/** A program that is no training, such as detect. */
	running: {stage: 'open'},
	paused: {stage: 'paused'},
	finished: {stage: 'over', isOfFiles: true},
	'stopped-early': {stage: 'over', isOfFiles: true},
	interrupted: {stage: 'over', isOfFiles: true},
	failed: {stage: 'over', isOfFiles: true},
	stopped: {stage: 'over'},
	/** The source is gone. */
	lost: {stage: 'open'},
	/** Nothing says whether it goes on. */
	unknown: {stage: 'open', isOfFiles: true},
} as const satisfies Readonly<Record<string, StatusFacts>>;

/** The answer to "what is it doing". */
export type RunStatus = keyof typeof runStatuses;

/** How a run ended, or that it goes on; from its files and, where it can be asked, its process. */
export type RunCondition = {[Status in RunStatus]: (typeof runStatuses)[Status] extends {readonly isOfFiles: true} ? Status : never}[RunStatus];

const factsOf = (status: RunStatus): StatusFacts => runStatuses[status];

/** Whether a training process works: it starts, trains or validates. */
export function isGoing(status: RunStatus): boolean {
	return factsOf(status).stage === 'going';
}

/** Whether a training process exists: one that is paused does. */
export function isAlive(status: RunStatus): boolean {
	return isGoing(status) || factsOf(status).stage === 'paused';
}

/** Whether epochs pass at the moment. */
export function isInEpochs(status: RunStatus): boolean {
	return factsOf(status).hasEpochs === true;
}

/** Whether nothing more comes unless a person starts something new. */
export function isOver(status: RunStatus): boolean {
	return factsOf(status).stage === 'over';
}

/** Whether it came to its own end. */
export function isComplete(status: RunStatus): boolean {
	return status === 'finished' || status === 'stopped-early';
}
