import type {Explanation} from '../../explanation.ts';

/** Numbers about the machine and the container. */
export const machineExplanations = {
	gpuMem: {
		name: 'GPU_mem', what: 'GPU memory that PyTorch keeps reserved in the training process. nvidia-smi shows more, because CUDA itself and other programs count there too.', formula: 'torch.cuda.memory_reserved() / 1e9', good: 'Below about 85 % of the board; 0G means that the GPU is not used.',
	},
	gpuUtilisation: {
		name: 'GPU busy', what: 'Share of the time in which at least one program ran on the GPU. It does not say how much of the GPU that program used.', formula: 'utilization.gpu of nvidia-smi', good: 'Above 80 % while it trains; 8 % means that it waits for the data loader.',
	},
	gpuMemory: {
		name: 'GPU memory', what: 'Memory of the board in use by all programs. PyTorch keeps what it allocated, so it hardly ever falls.', formula: 'memory.used / memory.total of nvidia-smi', good: 'Below about 95 %.',
	},
	temperature: {
		name: 'Temperature', what: 'GPU temperature. Near its limit the clocks drop and the training becomes slower.', formula: '', good: 'Below about 83 °C; "held back by heat" must not appear.',
	},
	power: {
		name: 'Power', what: 'What the GPU draws, and its power limit. A laptop on battery has a lower limit.', formula: 'power.draw / enforced.power.limit of nvidia-smi', good: 'Near its limit while it trains; far below it the GPU waits for work.',
	},
	clock: {
		name: 'Clock', what: 'Clock of the GPU processors, and its maximum. It falls on its own when there is nothing to do.', formula: 'clocks.sm / clocks.max.sm of nvidia-smi', good: 'Near the maximum while it trains.',
	},
	fan: {
		name: 'Fan', what: 'Requested fan speed. Boards in servers and laptops do not report it.', formula: 'fan.speed of nvidia-smi', good: 'Below 100 %; at 100 % and hot, clean the case.',
	},
	performanceState: {
		name: 'P-state', what: 'How much power the driver lets the GPU use, from P0 (most) to P12 (least). It has nothing to do with precision.', formula: 'pstate of nvidia-smi', good: 'P0 to P2 while it trains; P8 means idle.',
	},
	throttle: {
		name: 'Held back by', what: 'Why the clocks are lower than they could be. The power limit is normal under full load; heat is not.', formula: 'clocks_event_reasons.active', good: 'Nothing, or the power limit.',
	},
	containerCpu: {
		name: 'CPU', what: 'Processor time of the container. 100 % is one core; augmenting images takes most of it.', formula: 'CPU time / real time', good: 'Below cores × 100 %; at that limit more workers cannot help.',
	},
	containerMemory: {
		name: 'Memory', what: 'Memory of the container without the page cache, which the kernel can drop. Files in /dev/shm count.', formula: 'usage - inactive_file', good: 'Below 90 % of the limit; at the limit the kernel kills a process without warning.',
	},
	sharedMemory: {
		name: '/dev/shm (shm)', what: 'Memory through which the data loader\'s workers pass batches. Docker gives a container 64 MiB; when it is full, a worker dies with "Bus error".', formula: 'about workers × 2 × batch × 3 × size² bytes, and as much again for the validation', good: 'Below 80 % used; --shm-size=2g or more, or --ipc=host.',
	},
	processes: {
		name: 'Processes', what: 'Processes and threads in the container: the training, its workers and their threads. A limit may be set with --pids-limit.', formula: 'pids.current of the cgroup', good: 'Steady; a number that only grows is a leak.',
	},
	diskRate: {
		name: 'Disk', what: 'What the container reads from and writes to disks per second. What the page cache already holds is not read again.', formula: 'bytes since the last reading / time', good: 'Low after the first epoch when the images fit into memory; high all the time means that the disk slows the training down.',
	},
	networkRate: {
		name: 'Network', what: 'What the container receives and sends per second. A training from local files needs none.', formula: 'bytes since the last reading / time', good: 'About 0, unless the images are on another machine.',
	},
	hostCpu: {
		name: 'CPU of the machine', what: 'Share of all cores that are busy, including every program on the machine. Under WSL it is the virtual machine.', formula: 'busy time / (cores × time)', good: 'Below 95 %; at 100 % the workers slow each other down.',
	},
	hostMemory: {
		name: 'Memory of the machine', what: 'Memory that programs use and cannot release at once. Under WSL it is the memory that .wslconfig gives the virtual machine.', formula: 'MemTotal - MemAvailable', good: 'Below 90 %; without any left the kernel kills a process.',
	},
	swap: {
		name: 'Swap', what: 'Memory that was written out to disk because there was none left. It is a thousand times slower.', formula: 'SwapTotal - SwapFree', good: 'Near 0 while it trains.',
	},
} as const satisfies Readonly<Record<string, Explanation>>;
