import {defineTexts} from '../language.ts';
import {withDetail} from './with-detail.ts';

/** Findings about PyTorch and the CUDA it was built for. */
export const torchFindings = defineTexts({
	'torch-ok': {
		what: ({version, cuda, devices}: {readonly version: string; readonly cuda: string; readonly devices: string}) => `PyTorch ${version} with CUDA ${cuda} sees ${devices} GPU.`,
		why: () => '',
	},
	'torch-in-use': {
		what: ({devices}: {readonly devices: string}) => `The training uses ${devices}.`,
		why: () => '',
	},
	'torch-on-cpu': {
		what: ({devices}: {readonly devices: string}) => `The training runs on ${devices}.`,
		why: () => 'It said so itself when it began. Stop it and put right what is wrong above.',
	},
	'torch-cpu-build': {
		what: ({version}: {readonly version: string}) => `PyTorch ${version} is built without CUDA.`,
		why: () => 'It can never use a GPU; mostly a later `pip install` replaced the right build.',
	},
	'torch-unavailable': {
		what: ({version, warning}: {readonly version: string; readonly warning: string}) => withDetail(`torch.cuda.is_available() is False with PyTorch ${version}.`, warning),
		why: () => 'Training would run on the CPU.',
	},
	'torch-missing': {
		what: () => 'There is no PyTorch in the container\'s Python.',
		why: () => 'Perhaps it is in an environment (conda, venv) that the training switches on first.',
	},
	'torch-not-asked': {
		what: () => 'Not asked: too little memory is left.',
		why: () => 'Loading PyTorch a second time takes some hundred megabytes and could end the training.',
	},
	'torch-unknown': {
		what: ({detail}: {readonly detail: string}) => withDetail('PyTorch could not be asked.', detail),
		why: () => '',
	},
	'cuda-fits': {
		what: ({torch, driver}: {readonly torch: string; readonly driver: string}) => `PyTorch wants CUDA ${torch}, the driver can ${driver}.`,
		why: () => '',
	},
	'cuda-too-new': {
		what: ({torch, driver}: {readonly torch: string; readonly driver: string}) => `PyTorch wants CUDA ${torch}, but the driver can only ${driver}.`,
		why: () => 'Update the driver of the machine (under WSL: in Windows), or take a PyTorch for an older CUDA.',
	},
	'gpu-too-new': {
		what: ({gpu, capability, architectures}: {readonly gpu: string; readonly capability: string; readonly architectures: string}) => `${gpu} (compute capability ${capability}) is not among what this PyTorch was built for: ${architectures}.`,
		why: () => 'Training stops with "no kernel image is available". Take a PyTorch that knows the GPU.',
	},
	'cuda-unknown': {
		what: () => 'Not known: needs the answers of the driver and of PyTorch.',
		why: () => '',
	},
}, {
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
});
