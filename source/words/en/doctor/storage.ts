/** Findings about where results go, and the disk. */
export const storageFindings = {
	'output-persisted': {
		what: ({directory, source}: {readonly directory: string; readonly source: string}) => `${directory} is in ${source} and outlives the container.`,
		why: () => '',
	},
	'output-lost': {
		what: ({directory}: {readonly directory: string}) => `${directory} is only inside the container.`,
		why: () => 'With the container its results and weights are gone. Copy them out in time.',
	},
	'output-lost-on-exit': {
		what: ({directory}: {readonly directory: string}) => `${directory} is deleted as soon as the container ends (--rm).`,
		why: () => 'Results and weights are gone then. Copy them out before it ends.',
	},
	'output-read-only': {
		what: ({directory, source}: {readonly directory: string; readonly source: string}) => `${directory} is in ${source}, which is mounted read-only.`,
		why: () => 'The training cannot write results or weights there.',
	},
	'output-in-memory': {
		what: ({directory}: {readonly directory: string}) => `${directory} is in memory (tmpfs).`,
		why: () => 'It is gone when the container ends. Copy results out before.',
	},
	'output-no-volume': {
		what: () => 'The container has no mounted directory or volume.',
		why: () => 'Everything that the training writes is gone with the container.',
	},
	'output-unknown': {
		what: ({mounts}: {readonly mounts: string}) => `Not known where the training writes; what outlives the container: ${mounts}.`,
		why: () => '',
	},
	'disk-ok': {
		what: ({free, path}: {readonly free: string; readonly path: string}) => `${free} free at ${path}.`,
		why: () => '',
	},
	'disk-low': {
		what: ({free, path}: {readonly free: string; readonly path: string}) => `Only ${free} free at ${path}.`,
		why: () => 'Every epoch writes last.pt and often best.pt; a full disk ends the training.',
	},
	'disk-unknown': {
		what: () => 'The free space could not be read.',
		why: () => '',
	},
};
