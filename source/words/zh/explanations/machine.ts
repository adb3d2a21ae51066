import type {Explanation} from '../../explanation.ts';
import type {machineExplanations as english} from '../../en/explanations/machine.ts';

export const machineExplanations: Readonly<Record<keyof typeof english, Explanation>> = {
	gpuMem: {
		name: 'GPU_mem', what: 'PyTorch 在训练进程中预留的显存。nvidia-smi 显示得更多，因为还包括 CUDA 自身和其他程序。', formula: 'torch.cuda.memory_reserved() / 1e9', good: '不超过显存的 85% 左右；0G 表示没有使用 GPU。',
	},
	gpuUtilisation: {
		name: 'GPU 利用率', what: '至少有一个程序在 GPU 上运行的时间比例。它不说明程序用了 GPU 的多少。', formula: 'nvidia-smi 的 utilization.gpu', good: '训练时 80% 以上；8% 说明在等数据加载。',
	},
	gpuMemory: {
		name: '显存', what: '所有程序占用的显存。PyTorch 拿到后不会归还，所以几乎不下降。', formula: 'nvidia-smi 的 memory.used / memory.total', good: '低于 95% 左右。',
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
		name: '风扇', what: '要求风扇达到的转速。服务器和笔记本的显卡不提供这个值。', formula: 'nvidia-smi 的 fan.speed', good: '低于 100%；到 100% 且温度高时请清灰。',
	},
	performanceState: {
		name: '性能状态', what: '驱动允许 GPU 使用的功率级别，从 P0（最高）到 P12（最低）。它与精确率 P 无关。', formula: 'nvidia-smi 的 pstate', good: '训练时为 P0 到 P2；P8 表示空闲。',
	},
	throttle: {
		name: '降频原因', what: '频率为什么低于可能的值。满载时达到功耗上限是正常的，过热不正常。', formula: 'clocks_event_reasons.active', good: '没有，或功耗上限。',
	},
	containerCpu: {
		name: 'CPU', what: '容器的处理器用量。100% 是一个核心；主要用于图像增强。', formula: 'CPU 时间 / 实际时间', good: '低于 核心数 × 100%；到顶后增加加载进程没有用。',
	},
	containerMemory: {
		name: '内存', what: '容器使用的内存，不含内核可以回收的页缓存。/dev/shm 中的文件计入。', formula: 'usage - inactive_file', good: '低于上限的 90%；到上限时内核会直接终止进程。',
	},
	sharedMemory: {
		name: '/dev/shm（共享内存）', what: '数据加载进程通过它交付批次。Docker 只给容器 64 MiB；写满后加载进程会以“Bus error”终止。', formula: '约 加载进程数 × 2 × 批大小 × 3 × 尺寸² 字节，验证时还要同样多', good: '使用率低于 80%；用 --shm-size=2g 以上，或 --ipc=host。',
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
		name: '主机 CPU', what: '所有核心中忙碌的比例，包括主机上的全部程序。在 WSL 中指虚拟机。', formula: '忙碌时间 / (核心数 × 时间)', good: '低于 95%；到 100% 时各个加载进程会互相拖慢。',
	},
	hostMemory: {
		name: '主机内存', what: '程序占用且不能立即释放的内存。在 WSL 中指 .wslconfig 允许虚拟机使用的部分。', formula: 'MemTotal - MemAvailable', good: '低于 90%；用尽时内核会终止进程。',
	},
	swap: {
		name: '交换空间', what: '因内存不足而写到磁盘上的内存。速度慢上千倍。', formula: 'SwapTotal - SwapFree', good: '训练时接近 0。',
	},
};
