import {sharedMemory} from '../shared-memory.ts';

type Size = {readonly size: string};

/** Findings about shared memory and memory. */
export const memoryFindings = {
	'shm-ok': {
		what: ({size}: Size) => `/dev/shm has ${size}.`,
		why: () => '',
	},
	'shm-host': {
		what: ({size}: Size) => `/dev/shm is the machine's own: ${size}.`,
		why: () => '',
	},
	'shm-small': {
		what: ({size}: Size & {readonly need: string}) => `/dev/shm has only ${size}.`,
		why: ({need}: {readonly need: string}) => `The data loader's workers pass images there; when it is full they die with "Bus error". ${sharedMemory.need(need)} Unused space costs nothing.`,
	},
	'shm-full': {
		what: ({used, size}: Size & {readonly used: string}) => `/dev/shm is nearly full: ${used} of ${size}.`,
		why: () => 'The next batches end the training with "Bus error".',
	},
	'shm-unknown': {
		what: () => 'The engine does not report the size of /dev/shm.',
		why: () => '',
	},
	'ipc-ok': {
		what: ({mode}: {readonly mode: string}) => `IPC mode ${mode}.`,
		why: () => '',
	},
	'ipc-none': {
		what: () => 'IPC mode none: the container has no /dev/shm.',
		why: () => 'Data loader workers cannot work; only --workers 0 does.',
	},
	'memory-free': {
		what: ({total}: {readonly total: string}) => `No limit; the machine has ${total}.`,
		why: () => '',
	},
	'memory-limited': {
		what: ({size}: Size) => `Limited to ${size}.`,
		why: () => '',
	},
	'memory-small': {
		what: ({size}: Size) => `Only ${size} for the training.`,
		why: () => 'PyTorch alone takes some gigabytes, and each data loader worker adds to it; the kernel kills what goes beyond. Fewer workers help, and no --cache.',
	},
	'memory-full': {
		what: ({used, size}: Size & {readonly used: string}) => `${used} of ${size} are used.`,
		why: () => 'The kernel kills a process of the training when it goes beyond.',
	},
	'memory-unknown': {
		what: () => 'The memory of the engine\'s machine is not known.',
		why: () => '',
	},
};
