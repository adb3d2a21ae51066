import type {Wording} from '../../wording.ts';
import type * as english from '../../en/diagnoses/gpu.ts';

export const gpuDiagnoses: Wording<typeof english.gpuDiagnoses> = {
	'gpu-not-used': {
		whatCpu: () => '训练正在 CPU 上运行，没有使用 GPU。',
		whatIdle: () => '找到了 GPU，但训练没有占用任何显存。',
		whatRefused: () => 'PyTorch 找不到可用的 GPU，训练已结束。',
		whyNoRequest: () => '创建容器时没有要求 GPU（缺少 --gpus）。',
		whyNoGres: () => '作业没有向调度器申请 GPU。',
		actionGres: () => '提交时加上 --gres=gpu:1。',
		whyNone: () => '这台机器没有可以分给容器的 NVIDIA GPU。',
		whyNoneHere: () => '这台机器没有 NVIDIA GPU。',
		whyUnknownHere: () => 'PyTorch 看不到 GPU。常见原因：未安装 NVIDIA 驱动，或 PyTorch 不带 CUDA。',
		whyCpuTorch: torch => `这个 PyTorch（${torch}）不带 CUDA，根本不能使用 GPU。`,
		whyUnknown: () => 'PyTorch 在容器内看不到 GPU。常见原因：创建容器时没有 --gpus、未安装 nvidia-container-toolkit，或 PyTorch 不带 CUDA。',
		actionProcessor: option => `在 CPU 上训练（${option}），或换到有 GPU 及驱动的机器：yolotop --host ssh://用户@主机。`,
		actionRequest: () => '用 --gpus all 重新创建容器。',
		actionTorch: () => '在镜像中安装带 CUDA 的 PyTorch，版本按 pytorch.org/get-started 与驱动匹配。',
		actionTorchHere: () => '安装带 CUDA 的 PyTorch，版本按 pytorch.org/get-started 与驱动匹配。',
		actionCheckHere: () => '依次检查：`nvidia-smi`；用同一个 Python 运行 `python -c "import torch; print(torch.version.cuda, torch.cuda.is_available())"`。第一个失败的地方就是要修复的地方。',
		actionCheck: () => '依次检查：主机上的 `nvidia-smi`；`docker run --rm --gpus all 镜像 nvidia-smi`；容器内的 `python -c "import torch; print(torch.version.cuda, torch.cuda.is_available())"`。第一个失败的地方就是要修复的地方。',
	},
	'gpu-unsupported': {
		what: () => '这个 PyTorch 没有适用于这块 GPU 的代码。',
		why: () => '每个 PyTorch 构建只包含某几代 GPU 的机器码；太新或太旧的显卡需要另一个构建。',
		action: () => '安装 CUDA 版本支持该 GPU 的 PyTorch：新显卡用较新的构建，旧显卡用较旧的构建。',
	},
	'container-toolkit-missing': {
		what: () => 'Docker 无法把 GPU 交给容器：Docker 主机上没有配置好 NVIDIA Container Toolkit。',
		why: () => 'Docker 本身不认识 GPU，这由 nvidia-container-toolkit 提供，安装后必须重启守护进程。',
		action: () => [
			'在 Docker 主机上执行（WSL2：在运行 dockerd 的发行版中；Docker Desktop 已自带）：',
			'sudo apt-get install -y nvidia-container-toolkit',
			'sudo nvidia-ctk runtime configure --runtime=docker && sudo systemctl restart docker',
			'然后删除那个只被创建的容器，重新运行。',
		].join('\n'),
	},
	'driver-missing': {
		what: () => 'Docker 主机上找不到 NVIDIA 驱动。',
		why: () => '驱动属于主机（WSL2 下属于 Windows），只是借给容器使用；它没有安装或没有加载。',
		action: () => '先让主机上的 `nvidia-smi` 正常工作。WSL2 下只在 Windows 中安装驱动，不要装在发行版里，然后执行 `wsl --shutdown`。',
	},
	'driver-mismatch': {
		whatOld: () => 'NVIDIA 驱动对这个 PyTorch 或镜像的 CUDA 版本来说太旧。',
		whatUpgraded: () => 'NVIDIA 驱动已升级，但加载的仍是旧版本。',
		whyOld: () => '每个 CUDA 版本都要求最低的驱动版本；不满足时 PyTorch 就不用 GPU。',
		whyUpgraded: () => '正在使用的库与已加载的内核模块版本不同，新的程序无法使用 GPU。',
		actionOld: () => '升级主机上的驱动（WSL2：在 Windows 中），或改用 PyTorch 基于较旧 CUDA 的镜像。',
		actionUpgraded: () => '重启主机（或重新加载 nvidia 模块），然后重新创建容器。',
	},
	'gpu-access-lost': {
		what: () => '容器失去了对 GPU 的访问。',
		why: () => 'systemd 重新加载或 `docker update` 把 GPU 从容器的设备规则中移除了。已占用 GPU 的训练可能会继续，新的训练则无法开始。',
		action: () => '重启容器。要彻底避免：使用 CDI，或在守护进程配置中设置 "exec-opts": ["native.cgroupdriver=cgroupfs"]。',
	},
};

export const gpuMeanings: Wording<typeof english.gpuMeanings> = {
	'gpu-not-used': '并未要求却在 CPU 上训练：启动信息中只有 CPU；或有 GPU 但 GPU_mem 一直是 0G；或 PyTorch 拒绝了所要求的 GPU。',
	'gpu-unsupported': 'PyTorch 不是为这一代 GPU 构建的：出现 "no kernel image" 错误，或 PyTorch 关于 sm_ 版本的警告。',
	'container-toolkit-missing': '引擎无法把 GPU 交给容器：依据其关于 gpu 能力的设备驱动、CDI 设备或 nvidia 运行时的错误文本。',
	'driver-missing': '没有 NVIDIA 驱动：nvidia-container-cli 无法加载 libnvidia-ml、PyTorch 找不到驱动，或 nvidia-smi 无法与驱动通信。',
	'driver-mismatch': '驱动与 CUDA 不匹配：PyTorch 报告驱动太旧、CUDA 错误 803 或 804、cuda>= 条件不满足，或 NVML 报告驱动与库版本不一致。',
	'gpu-access-lost': '容器在运行中失去了对 GPU 的访问：容器内 NVML 报告未知错误，或 GPU 从总线上掉线。',
};
