import {sharedMemory} from '../shared-memory.ts';
import type {Wording} from '../../wording.ts';
import type * as english from '../../en/doctor/memory.ts';

export const memoryFindings: Wording<typeof english.memoryFindings> = {
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
		why: ({need}) => `数据加载进程在这里传递图像；写满后会以“Bus error”终止。${sharedMemory.need(need)}未用到的部分不占内存。`,
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
};
