/** The words of the diagnoses about /dev/shm, the machine's memory and the GPU's. */
export const memoryDiagnoses = {
	'shm-bus-error': {
		what: (size: string) => size === '' ? 'The data loader ran out of shared memory (/dev/shm).' : `The data loader ran out of shared memory: /dev/shm of the container has only ${size}.`,
		why: (batch: string) => `Each worker process passes its batches through /dev/shm${batch === '' ? '' : `, about ${batch} a batch here`}; when it is full the kernel kills the worker with a bus error. Docker gives 64 MiB by default.`,
		whatHere: (size: string) => size === '' ? 'The data loader ran out of shared memory (/dev/shm).' : `The data loader ran out of shared memory: /dev/shm has only ${size}.`,
		whyHere: (batch: string) => `Each worker process passes its batches through /dev/shm${batch === '' ? '' : `, about ${batch} a batch here`}; when it is full the kernel kills the worker with a bus error.`,
		actionHere: (shmSize: string, workers: string) => `Train with fewer workers: ${workers}; or make it larger: sudo mount -o remount,size=${shmSize} /dev/shm`,
		action: (shmSize: string, workers: string) => `Create the container again with --shm-size=${shmSize} (or --ipc=host). Until then fewer workers help: ${workers}; without workers no shared memory is needed.`,
	},
	'shm-low': {
		whatFull: (used: string, size: string) => `Shared memory is nearly full: ${used} of ${size} in /dev/shm are used.`,
		whatSmall: (size: string, need: string) => `Shared memory is too small: /dev/shm has ${size}, the workers hold about ${need} there.`,
		why: () => 'The data loader\'s workers pass batches through /dev/shm; when it is full a worker dies with a bus error and the training ends.',
		actionHere: (shmSize: string, workers: string) => `Train with fewer workers: ${workers}; or make it larger: sudo mount -o remount,size=${shmSize} /dev/shm`,
		action: (shmSize: string, workers: string) => `Create the container again with --shm-size=${shmSize} (or --ipc=host), or use fewer workers: ${workers}.`,
	},
	'cuda-out-of-memory': {
		what: (batchSize: string) => batchSize === '' ? 'The GPU ran out of memory.' : `The GPU ran out of memory at batch size ${batchSize}.`,
		why: (gpu: string) => `Activations grow with batch size and with the square of the image size${gpu === '' ? '' : `; this GPU has ${gpu}`}. Other programs on the same GPU count as well.`,
		actionSmaller: () => 'Train with a smaller batch. If that is not enough: a smaller image size, a smaller model, or close what else uses the GPU (nvidia-smi shows it).',
		action: (option: string) => `Train with ${option}. If that is not enough: a smaller image size, a smaller model, or close what else uses the GPU (nvidia-smi shows it).`,
	},
	'host-out-of-memory': {
		whatKilled: (limit: string) => limit === '' ? 'The kernel killed the training: memory was exhausted.' : `The kernel killed the training: the container's memory limit of ${limit} was reached.`,
		whatFailed: () => 'The training could not get more memory from the system.',
		whatSuspected: () => 'The training was killed with SIGKILL; most often that is the kernel when memory is exhausted.',
		why: (workers: string) => `The training process, each worker of the data loader${workers === '' ? '' : ` (${workers} here)`}, an image cache and everything in /dev/shm count together.`,
		whySuspected: () => 'Only the kernel and a person kill like this. `docker inspect` (OOMKilled) or `dmesg` shows which of them it was.',
		whySuspectedHere: () => 'Only the kernel and a person kill like this. `dmesg` shows which of them it was.',
		actionHere: (options: string) => `Train with ${options}, without --cache ram; or close other programs (under WSL2 raise memory= in .wslconfig).`,
		action: (options: string) => `Train with ${options}, without --cache ram; or give it more memory (docker run --memory, under WSL2 memory= in .wslconfig).`,
		actionLimit: (memory: string, options: string) => `Create the container again with --memory=${memory}, which this machine has, and fewer workers; or train with ${options}, without --cache ram.`,
	},
	'memory-high': {
		whatLimit: (used: string, limit: string) => `Memory is nearly exhausted: the container uses ${used} of its limit of ${limit}.`,
		whatHost: (left: string, total: string) => `Memory is nearly exhausted: ${left} of the machine's ${total} are left.`,
		why: () => 'When nothing is left the kernel kills a process without warning, and the work since the last checkpoint is lost.',
		action: (options: string) => `Stop after this epoch and continue with ${options}, or give it more memory.`,
	},
	'worker-killed': {
		what: () => 'A worker process of the data loader was killed, and the training ended with it.',
		why: () => 'A signal from outside ended it: usually the kernel because the machine\'s memory was exhausted, sometimes a person. The output says nothing else.',
		action: (options: string) => `Look at \`dmesg\` for "Out of memory"; then train with ${options}. Nothing is wrong with the data or the code.`,
	},
};

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const memoryMeanings = {
	'shm-bus-error': 'The data loader\'s workers ran out of /dev/shm: the "bus error" text of a worker or of PyTorch, a torch_ file in /dev/shm that could not be written, or a bus error reported by the shell.',
	'shm-low': 'The container\'s /dev/shm is more than 80 % full, or smaller than the batches that the workers hold ready at this batch size and image size: a bus error is near.',
	'cuda-out-of-memory': 'PyTorch, cuBLAS or cuDNN reported that the GPU has no memory left: the type of the exception or the form of its message.',
	'host-out-of-memory': 'Memory of the machine or the container\'s limit was exhausted: the engine says OOMKilled, or an allocation on the CPU failed. Exit code 137 without OOMKilled is a stop and no reason.',
	'memory-high': 'The container uses more than 90 % of its memory limit, or less than 5 % of the machine\'s memory is left: the kernel may kill the training.',
	'worker-killed': 'A worker of the data loader ended or was killed, and nothing else in the output says why.',
};
