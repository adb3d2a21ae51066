import {defineTexts} from '../language.ts';

/** The words of the diagnoses about /dev/shm, the machine's memory and the GPU's. */
export const memoryDiagnoses = defineTexts({
	'shm-bus-error': {
		what: (size: string) => size === '' ? 'The data loader ran out of shared memory (/dev/shm).' : `The data loader ran out of shared memory: /dev/shm of the container has only ${size}.`,
		why: (batch: string) => `Each worker process hands its batches over through /dev/shm${batch === '' ? '' : `, about ${batch} a batch here`}; when it is full the kernel kills the worker with a bus error. Docker gives 64 MiB unless told otherwise.`,
		whatHere: (size: string) => size === '' ? 'The data loader ran out of shared memory (/dev/shm).' : `The data loader ran out of shared memory: /dev/shm has only ${size}.`,
		whyHere: (batch: string) => `Each worker process hands its batches over through /dev/shm${batch === '' ? '' : `, about ${batch} a batch here`}; when it is full the kernel kills the worker with a bus error.`,
		actionHere: (shmSize: string, workers: string) => `Train with fewer workers: ${workers}; or make it larger: sudo mount -o remount,size=${shmSize} /dev/shm`,
		action: (shmSize: string, workers: string) => `Make the container again with --shm-size=${shmSize} (or --ipc=host). Until then fewer workers help: ${workers}; without workers no shared memory is needed.`,
	},
	'shm-low': {
		whatFull: (used: string, size: string) => `Shared memory is nearly full: ${used} of ${size} in /dev/shm are used.`,
		whatSmall: (size: string, need: string) => `Shared memory is too small: /dev/shm has ${size}, the workers hold about ${need} there.`,
		why: () => 'The data loader\'s workers hand batches over through /dev/shm; when it is full a worker dies with a bus error and the training ends.',
		actionHere: (shmSize: string, workers: string) => `Train with fewer workers: ${workers}; or make it larger: sudo mount -o remount,size=${shmSize} /dev/shm`,
		action: (shmSize: string, workers: string) => `Make the container again with --shm-size=${shmSize} (or --ipc=host), or use fewer workers: ${workers}.`,
	},
	'cuda-out-of-memory': {
		what: (batchSize: string) => batchSize === '' ? 'The GPU ran out of memory.' : `The GPU ran out of memory at batch size ${batchSize}.`,
		why: (gpu: string) => `Activations grow with batch size and with the square of the image size${gpu === '' ? '' : `; this GPU has ${gpu}`}. Other programs on the same GPU count as well.`,
		actionSmaller: () => 'Train with a smaller batch. When that is not enough: a smaller image size, a smaller model, or close what else uses the GPU (nvidia-smi shows it).',
		action: (option: string) => `Train with ${option}. When that is not enough: a smaller image size, a smaller model, or close what else uses the GPU (nvidia-smi shows it).`,
	},
	'host-out-of-memory': {
		whatKilled: (limit: string) => limit === '' ? 'The kernel killed the training: memory was exhausted.' : `The kernel killed the training: the container's memory limit of ${limit} was reached.`,
		whatFailed: () => 'The training could not get more memory from the system.',
		whatSuspected: () => 'The training was killed with SIGKILL; most often that is the kernel when memory is exhausted.',
		why: (workers: string) => `The training process, each worker of the data loader${workers === '' ? '' : ` (${workers} here)`}, an image cache and everything in /dev/shm count together.`,
		whySuspected: () => 'Only the kernel and a person kill like this. `docker inspect` (OOMKilled) or `dmesg` tell which of them it was.',
		whySuspectedHere: () => 'Only the kernel and a person kill like this. `dmesg` tells which of them it was.',
		actionHere: (options: string) => `Train with ${options}, without --cache ram; or close other programs (under WSL2 raise memory= in .wslconfig).`,
		action: (options: string) => `Train with ${options}, without --cache ram; or give it more memory (docker run --memory, under WSL2 memory= in .wslconfig).`,
		actionLimit: (memory: string, options: string) => `Make the container again with --memory=${memory}, which this machine has, and fewer workers; or train with ${options}, without --cache ram.`,
	},
	'memory-high': {
		whatLimit: (used: string, limit: string) => `Memory is nearly exhausted: the container uses ${used} of its limit of ${limit}.`,
		whatHost: (left: string, total: string) => `Memory is nearly exhausted: ${left} of the machine's ${total} are left.`,
		why: () => 'When nothing is left the kernel kills a process without a word, and the work since the last checkpoint is lost.',
		action: (options: string) => `Stop after this epoch and go on with ${options}, or give it more memory.`,
	},
	'worker-killed': {
		what: () => 'A worker process of the data loader was killed, and the training ended with it.',
		why: () => 'A signal from outside ended it: mostly the kernel because the machine\'s memory was exhausted, sometimes a person. Nothing else is said in the output.',
		action: (options: string) => `Look at \`dmesg\` for "Out of memory"; then train with ${options}. Nothing is wrong with the data or the code.`,
	},
}, {
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
});

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const memoryMeanings = /* #__PURE__ */ defineTexts({
	'shm-bus-error': 'The data loader\'s workers ran out of /dev/shm: the "bus error" text of a worker or of PyTorch, a torch_ file in /dev/shm that could not be written, or a bus error reported by the shell.',
	'shm-low': 'The container\'s /dev/shm is more than 80 % full, or smaller than the batches that the workers hold ready at this batch size and image size: a bus error is near.',
	'cuda-out-of-memory': 'PyTorch, cuBLAS or cuDNN reported that the GPU has no memory left: the type of the exception or the form of its message.',
	'host-out-of-memory': 'Memory of the machine or the container\'s limit was exhausted: the engine says OOMKilled, or an allocation on the CPU failed. Exit code 137 without OOMKilled is a stop and no reason.',
	'memory-high': 'The container uses more than 90 % of its memory limit, or less than 5 % of the machine\'s memory is left: the kernel may kill the training.',
	'worker-killed': 'A worker of the data loader ended or was killed, and nothing else in the output says why.',
}, {
	'shm-bus-error': '数据加载进程用完了 /dev/shm：加载进程或 PyTorch 打印的 bus error、/dev/shm 中的 torch_ 文件无法写入，或 shell 报告的 Bus error。',
	'shm-low': '容器的 /dev/shm 已用超过 80 %，或者小于当前批大小和图像尺寸下各加载进程预备的批次：即将出现 bus error。',
	'cuda-out-of-memory': 'PyTorch、cuBLAS 或 cuDNN 报告显存不足：依据异常类型或消息格式。',
	'host-out-of-memory': '机器内存或容器的内存上限已用尽：引擎报告 OOMKilled，或 CPU 内存分配失败。没有 OOMKilled 的退出码 137 只是被停止，不算依据。',
	'memory-high': '容器已用内存超过上限的 90 %，或机器剩余内存不足 5 %：内核可能终止训练。',
	'worker-killed': '一个数据加载进程结束或被终止，而输出中没有说明原因。',
});
