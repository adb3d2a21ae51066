type Size = {readonly size: string};

/** Findings about WSL and the terminal of the container. */
export const surroundingsFindings = {
	'wsl-library-ok': {
		what: () => 'Windows provides the driver (/usr/lib/wsl/lib).',
		why: () => '',
	},
	'wsl-library-missing': {
		what: () => 'There is no GPU library in /usr/lib/wsl/lib.',
		why: () => 'Install NVIDIA\'s driver in Windows, never in Linux, and update WSL.',
	},
	'wsl-memory-ok': {
		what: ({size}: Size) => `The virtual machine has ${size}.`,
		why: () => '',
	},
	'wsl-memory-small': {
		what: ({size, setting}: Size & {readonly setting: string}) => `The virtual machine has only ${size} (${setting}).`,
		why: () => 'Without a setting it gets half of the laptop\'s memory. Close what is open in Windows before giving it more.',
	},
	'wsl-desktop': {
		what: () => 'Docker Desktop runs containers in a virtual machine of its own.',
		why: () => 'Process ids and /proc of containers cannot be seen from here; yolotop asks inside the container instead.',
	},
	'wsl-engine': {
		what: ({name}: {readonly name: string}) => `The engine runs in this WSL (${name}).`,
		why: () => '',
	},
	'wsl-drive': {
		what: ({source}: {readonly source: string}) => `${source} is a drive of Windows.`,
		why: () => 'Reading many small files from it is many times slower than from the disk of WSL; the GPU waits for images.',
	},
	'wsl-drives-ok': {
		what: () => 'No directory of a Windows drive is mounted.',
		why: () => '',
	},
	'terminal-none': {
		what: () => 'The container has no terminal; its output is complete.',
		why: () => '',
	},
	'terminal-ok': {
		what: ({columns}: {readonly columns: string}) => `The container's terminal has ${columns} columns.`,
		why: () => '',
	},
	'terminal-narrow': {
		what: ({columns}: {readonly columns: string}) => `The container's terminal has only ${columns} columns.`,
		why: () => 'YOLOv5 cuts its bars off there: batch, speed and mAP50-95 are missing. It takes effect with the next epoch.',
	},
	'terminal-without-size': {
		what: () => 'The container\'s terminal has no size (0 x 0).',
		why: () => 'YOLOv5 then prints no bar, only counts. Attaching once from a terminal gives it a size.',
	},
	'probe-ready': {
		what: () => 'A training that this container starts is recorded by the probe.',
		why: () => '',
	},
	'probe-missing': {
		what: () => 'The probe was meant for this container, but its files are not in it.',
		why: () => 'Without them the training runs the same, but classes, matrix and gradients of the epochs are not recorded. A read-only file system takes no files.',
	},
	'terminal-unknown': {
		what: () => 'The size of the container\'s terminal could not be read.',
		why: () => '',
	},
};
