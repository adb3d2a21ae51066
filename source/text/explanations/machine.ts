import type {Explanation} from './explanation.ts';

/** Numbers about the machine and the container. */
export const english = {
	gpuMem: {
		name: 'GPU_mem', what: 'GPU memory that PyTorch keeps reserved in the training process. nvidia-smi shows more, because CUDA itself and other programs count there too.', formula: 'torch.cuda.memory_reserved() / 1e9', good: 'Below about 85 % of the board; 0G means that the GPU is not used.',
	},
	gpuUtilisation: {
		name: 'GPU busy', what: 'Part of the time in which at least one program ran on the GPU. It does not say how much of the GPU that program used.', formula: 'utilization.gpu of nvidia-smi', good: 'Above 80 % while it trains; 8 % means that it waits for the data loader.',
	},
	gpuMemory: {
		name: 'GPU memory', what: 'Memory of the board in use by all programs. PyTorch keeps what it once took, so it hardly ever falls.', formula: 'memory.used / memory.total of nvidia-smi', good: 'Below about 95 %.',
	},
	temperature: {
		name: 'Temperature', what: 'Of the GPU. Near its limit the clocks are lowered, and the training becomes slower.', formula: '', good: 'Below about 83 °C; "held back by heat" must not stand there.',
	},
	power: {
		name: 'Power', what: 'What the GPU draws, and the limit it is held to. A laptop on battery has a lower limit.', formula: 'power.draw / enforced.power.limit of nvidia-smi', good: 'Near its limit while it trains; far below it the GPU waits for work.',
	},
	clock: {
		name: 'Clock', what: 'Clock of the processors of the GPU, and the highest it can have. It falls by itself when there is nothing to do.', formula: 'clocks.sm / clocks.max.sm of nvidia-smi', good: 'Near the highest while it trains.',
	},
	fan: {
		name: 'Fan', what: 'Speed that is asked of the fan. Boards in servers and laptops do not tell it.', formula: 'fan.speed of nvidia-smi', good: 'Below 100 %; at 100 % and hot, clean the case.',
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
		name: 'Memory', what: 'Memory of the container without the page cache, which the kernel can drop. Files in /dev/shm count.', formula: 'usage - inactive_file', good: 'Below 90 % of the limit; at the limit the kernel kills a process without a word.',
	},
	sharedMemory: {
		name: '/dev/shm (shm)', what: 'Memory through which the data loader\'s workers hand over batches. Docker gives a container 64 MiB; when it is full, a worker dies with "Bus error".', formula: 'about workers × 2 × batch × 3 × size² bytes, and as much again for the validation', good: 'Below 80 % used; --shm-size=2g or more, or --ipc=host.',
	},
	processes: {
		name: 'Processes', what: 'Processes and threads in the container: the training, its workers and their threads. A limit may be set with --pids-limit.', formula: 'pids.current of the cgroup', good: 'Steady; a number that only grows is a leak.',
	},
	diskRate: {
		name: 'Disk', what: 'What the container reads from and writes to disks in a second. What the page cache already holds is not read again.', formula: 'bytes since the last reading / time', good: 'Low after the first epoch when the images fit into memory; high all the time means that the disk holds the training up.',
	},
	networkRate: {
		name: 'Network', what: 'What the container receives and sends in a second. A training from local files needs none.', formula: 'bytes since the last reading / time', good: 'About 0, unless images lie on another machine.',
	},
	hostCpu: {
		name: 'CPU of the machine', what: 'Share of all cores that are busy, with every program on the machine. Under WSL it is the virtual machine.', formula: 'busy time / (cores × time)', good: 'Below 95 %; at 100 % the workers hold each other up.',
	},
	hostMemory: {
		name: 'Memory of the machine', what: 'Memory that programs hold and cannot give back at once. Under WSL it is what .wslconfig lets the virtual machine have.', formula: 'MemTotal - MemAvailable', good: 'Below 90 %; without any left the kernel kills a process.',
	},
	swap: {
		name: 'Swap', what: 'Memory that was written out to disk because there was none left. It is a thousand times slower.', formula: 'SwapTotal - SwapFree', good: 'Near 0 while it trains.',
	},
} as const satisfies Readonly<Record<string, Explanation>>;

export const chinese: Readonly<Record<keyof typeof english, Explanation>> = {
	gpuMem: {
		name: 'GPU_mem', what: 'PyTorch 在训练进程中预留的显存。nvidia-smi 显示得更多，因为还包括 CUDA 自身和其他程序。', formula: 'torch.cuda.memory_reserved() / 1e9', good: '不超过显存的 85 % 左右；0G 表示没有使用 GPU。',
	},
	gpuUtilisation: {
		name: 'GPU 利用率', what: '至少有一个程序在 GPU 上运行的时间比例。它不说明程序用了 GPU 的多少。', formula: 'nvidia-smi 的 utilization.gpu', good: '训练时 80 % 以上；8 % 说明在等数据加载。',
	},
	gpuMemory: {
		name: '显存', what: '所有程序占用的显存。PyTorch 拿到后不会归还，所以几乎不下降。', formula: 'nvidia-smi 的 memory.used / memory.total', good: '低于 95 % 左右。',
	},
	temperature: {
		name: '温度', what: 'GPU 的温度。接近上限时会降频，训练变慢。', formula: '', good: '低于 83 °C 左右；不应出现因温度降频。',
	},
	power: {
		name: '功耗', what: 'GPU 当前的功耗及其上限。笔记本用电池时上限更低。', formula: 'nvidia-smi 的 power.draw / enforced.power.limit', good: '训练时接近上限；远低于上限说明 GPU 在等待。',
	},
	clock: {
		name: '频率', what: 'GPU 处理器的当前频率和最高频率。空闲时会自动降低。', formula: 'nvidia-smi 的 clocks.sm / clocks.max.sm', good: '训练时接近最高频率。',
	},
	fan: {
		name: '风扇', what: '要求风扇达到的转速。服务器和笔记本的显卡不提供这个值。', formula: 'nvidia-smi 的 fan.speed', good: '低于 100 %；到 100 % 且温度高时请清灰。',
	},
	performanceState: {
		name: '性能状态', what: '驱动允许 GPU 使用的功率级别，从 P0（最高）到 P12（最低）。它与精确率 P 无关。', formula: 'nvidia-smi 的 pstate', good: '训练时为 P0 到 P2；P8 表示空闲。',
	},
	throttle: {
		name: '降频原因', what: '频率为什么低于可能的值。满载时达到功耗上限是正常的，过热不正常。', formula: 'clocks_event_reasons.active', good: '没有，或功耗上限。',
	},
	containerCpu: {
		name: 'CPU', what: '容器的处理器用量。100 % 是一个核心；主要用于图像增强。', formula: 'CPU 时间 / 实际时间', good: '低于 核心数 × 100 %；到顶后增加加载进程没有用。',
	},
	containerMemory: {
		name: '内存', what: '容器使用的内存，不含内核可以回收的页缓存。/dev/shm 中的文件计入。', formula: 'usage - inactive_file', good: '低于上限的 90 %；到上限时内核会直接终止进程。',
	},
	sharedMemory: {
		name: '/dev/shm（共享内存）', what: '数据加载进程通过它交付批次。Docker 只给容器 64 MiB；写满后加载进程会以“Bus error”终止。', formula: '约 加载进程数 × 2 × 批大小 × 3 × 尺寸² 字节，验证时还要同样多', good: '使用率低于 80 %；用 --shm-size=2g 以上，或 --ipc=host。',
	},
	processes: {
		name: '进程数', what: '容器中的进程和线程：训练进程、加载进程及其线程。可用 --pids-limit 限制。', formula: 'cgroup 的 pids.current', good: '保持稳定；只增不减说明有泄漏。',
	},
	diskRate: {
		name: '磁盘', what: '容器每秒从磁盘读取和写入的数据量。已在页缓存中的内容不会再次读取。', formula: '两次读数之间的字节数 / 时间', good: '图像能放进内存时，第一轮之后应很低；一直很高说明磁盘拖慢了训练。',
	},
	networkRate: {
		name: '网络', what: '容器每秒接收和发送的数据量。用本地文件训练不需要网络。', formula: '两次读数之间的字节数 / 时间', good: '接近 0，除非图像在另一台机器上。',
	},
	hostCpu: {
		name: '主机 CPU', what: '所有核心中忙碌的比例，包括主机上的全部程序。在 WSL 中指虚拟机。', formula: '忙碌时间 / (核心数 × 时间)', good: '低于 95 %；到 100 % 时各个加载进程会互相拖慢。',
	},
	hostMemory: {
		name: '主机内存', what: '程序占用且不能立即释放的内存。在 WSL 中指 .wslconfig 允许虚拟机使用的部分。', formula: 'MemTotal - MemAvailable', good: '低于 90 %；用尽时内核会终止进程。',
	},
	swap: {
		name: '交换空间', what: '因内存不足而写到磁盘上的内存。速度慢上千倍。', formula: 'SwapTotal - SwapFree', good: '训练时接近 0。',
	},
};
