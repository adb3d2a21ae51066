import {withDetail} from '../../doctor/with-detail.ts';
import type {Wording} from '../../wording.ts';
import type * as english from '../../en/doctor/torch.ts';

export const torchFindings: Wording<typeof english.torchFindings> = {
	'torch-ok': {
		what: ({version, cuda, devices}) => `PyTorch ${version}（CUDA ${cuda}）看到 ${devices} 个 GPU。`,
		why: () => '',
	},
	'torch-in-use': {
		what: ({devices}) => `训练正在使用 ${devices}。`,
		why: () => '',
	},
	'torch-on-cpu': {
		what: ({devices}) => `训练运行在 ${devices} 上。`,
		why: () => '训练启动时的输出就是这样写的。请停止训练，先解决上面的问题。',
	},
	'torch-cpu-build': {
		what: ({version}) => `PyTorch ${version} 不带 CUDA。`,
		why: () => '它永远无法使用 GPU；通常是之后的 `pip install` 换掉了正确的版本。',
	},
	'torch-unavailable': {
		what: ({version, warning}) => withDetail(`PyTorch ${version} 的 torch.cuda.is_available() 为 False。`, warning),
		why: () => '训练会用 CPU 运行。',
	},
	'torch-missing': {
		what: () => '容器的 Python 里没有 PyTorch。',
		why: () => '也许它在训练时才激活的环境（conda、venv）里。',
	},
	'torch-not-asked': {
		what: () => '没有查询：剩余内存太少。',
		why: () => '再加载一次 PyTorch 需要几百 MB，可能会使训练终止。',
	},
	'torch-unknown': {
		what: ({detail}) => withDetail('无法查询 PyTorch。', detail),
		why: () => '',
	},
	'cuda-fits': {
		what: ({torch, driver}) => `PyTorch 需要 CUDA ${torch}，驱动支持到 ${driver}。`,
		why: () => '',
	},
	'cuda-too-new': {
		what: ({torch, driver}) => `PyTorch 需要 CUDA ${torch}，但驱动只支持到 ${driver}。`,
		why: () => '请升级机器的驱动（WSL 在 Windows 中升级），或换用较旧 CUDA 的 PyTorch。',
	},
	'gpu-too-new': {
		what: ({gpu, capability, architectures}) => `${gpu}（计算能力 ${capability}）不在这个 PyTorch 支持的范围内：${architectures}。`,
		why: () => '训练会因“no kernel image is available”终止。请换用支持该 GPU 的 PyTorch。',
	},
	'cuda-unknown': {
		what: () => '未知：需要驱动和 PyTorch 的信息。',
		why: () => '',
	},
};
