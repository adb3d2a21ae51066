/** The words of the diagnoses about the GPU, its driver and the container's access to it. */
export const gpuDiagnoses = {
	'gpu-not-used': {
		whatCpu: () => 'The training runs on the CPU, not on a GPU.',
		whatIdle: () => 'A GPU was found, but the training keeps no memory on it.',
		whatRefused: () => 'PyTorch finds no usable GPU, so the training ended.',
		whyNoRequest: () => 'The container was created without a GPU (no --gpus).',
		whyNoGres: () => 'The job has asked the scheduler for no GPU.',
		actionGres: () => 'Submit it with --gres=gpu:1.',
		whyNone: () => 'This machine has no NVIDIA GPU that a container could be given.',
		whyNoneHere: () => 'This machine has no NVIDIA GPU.',
		whyUnknownHere: () => 'PyTorch sees no GPU. Usual reasons: the NVIDIA driver is missing, or this PyTorch is built without CUDA.',
		whyCpuTorch: (torch: string) => `This PyTorch (${torch}) is built without CUDA and cannot use a GPU at all.`,
		whyUnknown: () => 'PyTorch sees no GPU inside the container. Usual reasons: the container was created without --gpus, nvidia-container-toolkit is missing, or this PyTorch is built without CUDA.',
		actionProcessor: (option: string) => `Train on the CPU (${option}), or on a machine with a GPU and its driver: yolotop --host ssh://PERSON@MACHINE.`,
		actionRequest: () => 'Create the container again with --gpus all.',
		actionTorch: () => 'Install a PyTorch with CUDA in the image, as pytorch.org/get-started says for your driver.',
		actionTorchHere: () => 'Install a PyTorch with CUDA, as pytorch.org/get-started says for your driver.',
		actionCheckHere: () => 'Check in this order: `nvidia-smi`; `python -c "import torch; print(torch.version.cuda, torch.cuda.is_available())"` with the same Python. The first one that fails is the place to repair.',
		actionCheck: () => 'Check in this order: `nvidia-smi` on the host; `docker run --rm --gpus all IMAGE nvidia-smi`; in the container `python -c "import torch; print(torch.version.cuda, torch.cuda.is_available())"`. The first one that fails is the place to repair.',
	},
	'gpu-unsupported': {
		what: () => 'This PyTorch has no code for this GPU.',
		why: () => 'A build of PyTorch holds machine code for certain generations of GPUs only; very new and very old boards need another build.',
		action: () => 'Install a PyTorch build whose CUDA version knows the GPU: a newer one for a new GPU, an older one for an old GPU.',
	},
	'container-toolkit-missing': {
		what: () => 'Docker cannot give a GPU to the container: the NVIDIA Container Toolkit is not set up on the Docker host.',
		why: () => 'Docker itself knows no GPUs; nvidia-container-toolkit adds that, and the daemon must be restarted to find it.',
		action: () => [
			'On the Docker host (under WSL2: in the distribution that runs dockerd; Docker Desktop brings it along):',
			'sudo apt-get install -y nvidia-container-toolkit',
			'sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker',
			'Then remove the container that was only created, and run it again.',
		].join('\n'),
	},
	'driver-missing': {
		what: () => 'The NVIDIA driver cannot be found on the Docker host.',
		why: () => 'The driver belongs to the host (under WSL2 to Windows) and is only lent to the container; it is not installed or not loaded.',
		action: () => 'Make `nvidia-smi` work on the host first. Under WSL2 install the driver in Windows only, never in the distribution, then run `wsl --shutdown`.',
	},
	'driver-mismatch': {
		whatOld: () => 'The NVIDIA driver is too old for the CUDA version of this PyTorch or image.',
		whatUpgraded: () => 'The NVIDIA driver was upgraded while the old one is still loaded.',
		whyOld: () => 'Each CUDA version needs a certain driver at least; PyTorch then goes on without the GPU.',
		whyUpgraded: () => 'The library in use and the loaded kernel module are of different versions, so nothing new can use the GPU.',
		actionOld: () => 'Upgrade the driver on the host (under WSL2: in Windows), or use an image whose PyTorch is built for an older CUDA.',
		actionUpgraded: () => 'Reboot the host (or reload the nvidia modules), then make the container again.',
	},
	'gpu-access-lost': {
		what: () => 'The container has lost its access to the GPU.',
		why: () => 'A reload of systemd or `docker update` took the GPU from the container\'s device rules. A training that already holds the GPU may continue; a new one cannot start.',
		action: () => 'Restart the container. Against it for good: use CDI, or set "exec-opts": ["native.cgroupdriver=cgroupfs"] in the daemon\'s configuration.',
	},
};

/** What each of these rules recognises, and by what: one sentence for the documentation, which alone loads them. */
export const gpuMeanings = {
	'gpu-not-used': 'The training runs on the CPU although nobody asked for that: the banner names only a CPU, GPU_mem stays 0G with a GPU in the banner, or PyTorch refused the GPU that was asked for.',
	'gpu-unsupported': 'PyTorch was not built for this generation of GPU: the "no kernel image" error or PyTorch\'s own warning about the sm_ version.',
	'container-toolkit-missing': 'The engine cannot give GPUs to containers: its error text about the device driver with the gpu capability, the CDI device or the nvidia runtime.',
	'driver-missing': 'The NVIDIA driver is not there: nvidia-container-cli cannot load libnvidia-ml, PyTorch finds no driver, or nvidia-smi cannot reach it.',
	'driver-mismatch': 'Driver and CUDA do not fit: PyTorch says that the driver is too old, CUDA error 803 or 804, an unsatisfied cuda>= condition, or NVML\'s driver/library mismatch.',
	'gpu-access-lost': 'The container has lost its access to the GPU while it runs: NVML reports an unknown error inside, or the GPU fell off the bus.',
};
