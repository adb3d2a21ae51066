import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/memory.ts';

export const memoryDiagnoses: Wording<typeof english.memoryDiagnoses> = {
	'shm-bus-error': {
		what: size => size === '' ? '数据加载用完了共享内存（/dev/shm）。' : `数据加载用完了共享内存：容器的 /dev/shm 只有 ${size}。`,
		why: batch => `每个加载进程都通过 /dev/shm 交付批次${batch === '' ? '' : `（这里每批约 ${batch}）`}；空间用完时内核会以 bus error 终止加载进程。Docker 默认只给 64 MiB。`,
		whatHere: size => size === '' ? '数据加载用完了共享内存（/dev/shm）。' : `数据加载用完了共享内存：/dev/shm 只有 ${size}。`,
		whyHere: batch => `每个加载进程都通过 /dev/shm 交付批次${batch === '' ? '' : `（这里每批约 ${batch}）`}；空间用完时内核会以 bus error 终止加载进程。`,
		actionHere: (shmSize, workers) => `减少加载进程：${workers}；或扩大它：sudo mount -o remount,size=${shmSize} /dev/shm`,
		action: (shmSize, workers) => `用 --shm-size=${shmSize}（或 --ipc=host）重新创建容器。在此之前可以减少加载进程：${workers}；不用加载进程就不需要共享内存。`,
	},
	'shm-low': {
		whatFull: (used, size) => `共享内存快满了：/dev/shm 共 ${size}，已用 ${used}。`,
		whatSmall: (size, need) => `共享内存太小：/dev/shm 只有 ${size}，各加载进程大约要放 ${need}。`,
		why: () => '数据加载进程通过 /dev/shm 交付批次；一旦写满，加载进程会因 bus error 终止，训练随之结束。',
		actionHere: (shmSize, workers) => `减少加载进程：${workers}；或扩大它：sudo mount -o remount,size=${shmSize} /dev/shm`,
		action: (shmSize, workers) => `用 --shm-size=${shmSize}（或 --ipc=host）重新创建容器，或减少加载进程：${workers}。`,
	},
	'cuda-out-of-memory': {
		what: batchSize => batchSize === '' ? '显存不足。' : `批大小为 ${batchSize} 时显存不足。`,
		why: gpu => `激活值随批大小增长，并随图像尺寸的平方增长${gpu === '' ? '' : `；这块 GPU 是 ${gpu}`}。同一块 GPU 上的其他程序也占显存。`,
		actionSmaller: () => '减小批大小再训练。仍然不够时：减小图像尺寸、换更小的模型，或关闭占用 GPU 的其他程序（用 nvidia-smi 查看）。',
		action: option => `改用 ${option} 训练。仍然不够时：减小图像尺寸、换更小的模型，或关闭占用 GPU 的其他程序（用 nvidia-smi 查看）。`,
	},
	'host-out-of-memory': {
		whatKilled: limit => limit === '' ? '内核终止了训练：内存已用尽。' : `内核终止了训练：达到了容器的内存上限 ${limit}。`,
		whatFailed: () => '训练无法从系统获得更多内存。',
		whatSuspected: () => '训练被 SIGKILL 终止；这通常是内存用尽时内核所为。',
		why: workers => `训练进程、每个数据加载进程${workers === '' ? '' : `（这里 ${workers} 个）`}、图像缓存以及 /dev/shm 中的内容都计算在内。`,
		whySuspected: () => '只有内核或人会这样终止进程。用 `docker inspect`（OOMKilled）或 `dmesg` 可以确认是哪一个。',
		whySuspectedHere: () => '只有内核或人会这样终止进程。用 `dmesg` 可以确认是哪一个。',
		actionHere: options => `改用 ${options}，且不用 --cache ram；或关闭其他程序（WSL2 则在 .wslconfig 中调大 memory=）。`,
		action: options => `改用 ${options}，且不用 --cache ram；或提供更多内存（docker run --memory，WSL2 则在 .wslconfig 中设置 memory=）。`,
		actionLimit: (memory, options) => `用 --memory=${memory}（本机有这么多内存）重新创建容器，并减少加载进程；或改用 ${options} 训练，且不用 --cache ram。`,
	},
	'memory-high': {
		whatLimit: (used, limit) => `内存即将用尽：容器上限 ${limit}，已用 ${used}。`,
		whatHost: (left, total) => `内存即将用尽：机器共 ${total}，只剩 ${left}。`,
		why: () => '内存用尽时内核会不加说明地终止进程，上一个检查点之后的工作都会丢失。',
		action: options => `在本轮结束后停止，然后以 ${options} 继续，或提供更多内存。`,
	},
	'worker-killed': {
		what: () => '一个数据加载进程被终止，训练随之结束。',
		why: () => '它被外部信号终止：多半是机器内存用尽时内核所为，偶尔是人为。输出中没有其他说明。',
		action: options => `用 \`dmesg\` 查看有无 "Out of memory"；然后改用 ${options}。数据和代码本身没有问题。`,
	},
};

export const memoryMeanings: Wording<typeof english.memoryMeanings> = {
	'shm-bus-error': '数据加载进程用完了 /dev/shm：加载进程或 PyTorch 打印的 bus error、/dev/shm 中的 torch_ 文件无法写入，或 shell 报告的 Bus error。',
	'shm-low': '容器的 /dev/shm 已用超过 80%，或者小于当前批大小和图像尺寸下各加载进程预备的批次：即将出现 bus error。',
	'cuda-out-of-memory': 'PyTorch、cuBLAS 或 cuDNN 报告显存不足：依据异常类型或消息格式。',
	'host-out-of-memory': '机器内存或容器的内存上限已用尽：引擎报告 OOMKilled，或 CPU 内存分配失败。没有 OOMKilled 的退出码 137 只是被停止，不算依据。',
	'memory-high': '容器已用内存超过上限的 90%，或机器剩余内存不足 5%：内核可能终止训练。',
	'worker-killed': '一个数据加载进程结束或被终止，而输出中没有说明原因。',
};
