import {defineTexts} from '../language.ts';
import {shmNeedText} from '../shared-memory.ts';

type Size = {readonly size: string};

/** Findings about shared memory and memory. */
export const memoryFindings = defineTexts({
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
		why: ({need}: {readonly need: string}) => `The data loader's workers hand over images there; when it is full they die with "Bus error". ${shmNeedText(need, 'en')} What is not used costs nothing.`,
	},
	'shm-full': {
		what: ({used, size}: Size & {readonly used: string}) => `/dev/shm is nearly full: ${used} of ${size}.`,
		why: () => 'The next batches end the training with "Bus error".',
	},
	'shm-unknown': {
		what: () => 'The engine does not tell the size of /dev/shm.',
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
}, {
	'shm-ok': {
		what: ({size}) => `/dev/shm 有 ${size}。`,
		why: () => '',
	},
	'shm-host': {
		what: ({size}) => `/dev/shm 是主机的：${size}。`,
		why: () => '',
	},
	'shm-small': {
		what: ({size}) => `/dev/shm 只有 ${size}。`,
		why: ({need}) => `数据加载进程在这里传递图像；写满后会以“Bus error”终止。${shmNeedText(need, 'zh')}未用到的部分不占内存。`,
	},
	'shm-full': {
		what: ({used, size}) => `/dev/shm 快满了：${used} / ${size}。`,
		why: () => '接下来的批次会使训练以“Bus error”终止。',
	},
	'shm-unknown': {
		what: () => '引擎没有提供 /dev/shm 的大小。',
		why: () => '',
	},
	'ipc-ok': {
		what: ({mode}) => `IPC 模式 ${mode}。`,
		why: () => '',
	},
	'ipc-none': {
		what: () => 'IPC 模式为 none：容器没有 /dev/shm。',
		why: () => '数据加载进程无法工作，只能用 --workers 0。',
	},
	'memory-free': {
		what: ({total}) => `没有上限；机器有 ${total}。`,
		why: () => '',
	},
	'memory-limited': {
		what: ({size}) => `上限为 ${size}。`,
		why: () => '',
	},
	'memory-small': {
		what: ({size}) => `训练只有 ${size} 可用。`,
		why: () => '仅 PyTorch 就需要几 GB，每个数据加载进程还要更多；超出上限会被内核终止。减少加载进程（--workers），不要用 --cache。',
	},
	'memory-full': {
		what: ({used, size}) => `已使用 ${used} / ${size}。`,
		why: () => '超出上限时，内核会终止训练的进程。',
	},
	'memory-unknown': {
		what: () => '不知道引擎所在机器的内存。',
		why: () => '',
	},
});
