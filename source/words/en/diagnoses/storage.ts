/** The words of the diagnoses about where the results go. */
export const storageDiagnoses = {
	'disk-full': {
		what: () => 'The disk is full: a file could not be written.',
		why: () => 'Checkpoints are several times the model\'s size while training, and are written again every epoch. The file that was being written is incomplete.',
		actionHere: () => 'Make room (df -h shows where), then resume from the other checkpoint: the one being written may be damaged.',
		action: () => 'Make room (docker system df shows what Docker holds, df -h the rest), then resume from the other checkpoint: the one being written may be damaged.',
	},
	'disk-low': {
		what: (free: string) => `Only ${free} are free on the disk that holds the run directory.`,
		why: () => 'Each epoch writes last.pt and often best.pt again; if that fails, the training ends and the checkpoint is damaged.',
		actionHere: () => 'Make room now: df -h.',
		action: () => 'Make room now: docker system df, df -h.',
	},
	'output-read-only': {
		what: (path: string) => path === '' ? 'The results cannot be written: the file system is read-only.' : `The results cannot be written: ${path} is on a read-only file system.`,
		why: () => 'The volume is mounted read-only (-v ...:ro), or the container runs with --read-only.',
		action: () => 'Mount a writable volume for the results, or write elsewhere with --project /PATH.',
	},
	'permission-denied': {
		what: (path: string) => path === '' ? 'The training has no permission for a file.' : `The training has no permission for ${path}.`,
		why: () => 'The container runs as another user (--user) than the one that owns the files, often root\'s after an earlier run.',
		action: () => 'Change the owner on the host (sudo chown -R USER PATH), or run with the same --user as before.',
	},
	'output-not-persisted': {
		what: (directory: string) => `The results in ${directory} are only inside the container.`,
		why: (isAutoRemoved: boolean) => isAutoRemoved
			? 'No volume is mounted there, and the container was created with --rm: everything is deleted when it ends.'
			: 'No volume is mounted there: docker rm deletes everything, and a new container does not see it.',
		action: (copy: string) => `Copy them out before the container is removed: ${copy}. Next time mount a volume there (-v HOST:CONTAINER) or write to one with --project.`,
	},
};

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const storageMeanings = {
	'disk-full': 'A file could not be written because the disk is full: error 28 outside of /dev/shm, or PyTorch\'s failed write of a checkpoint.',
	'disk-low': 'Less than 1 GiB is free on the disk of the run directory.',
	'output-read-only': 'The place for the results is read-only: error 30.',
	'permission-denied': 'The user of the container may not read or write a file: error 13.',
	'output-not-persisted': 'The run directory is not on a volume: it is lost with the container.',
};
