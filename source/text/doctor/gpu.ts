import type {SamplerFailureCode} from '../../domain/sample.ts';
import {defineTexts} from '../language.ts';
import {resourceTexts} from '../resources.ts';
import {withDetail} from './with-detail.ts';

type Failure = {readonly failure: SamplerFailureCode; readonly detail: string};

const {failures: english} = resourceTexts('en');
const {failures: chinese} = resourceTexts('zh');

/** Findings about the GPU, its driver, and GPUs in containers. */
export const gpuFindings = defineTexts({
	'gpu-found': {
		what: ({names, driver, cuda}: {readonly names: string; readonly driver: string; readonly cuda: string}) => `${names}; driver ${driver}, up to CUDA ${cuda}.`,
		why: () => '',
	},
	'gpu-failed': {
		what: ({failure, detail}: Failure) => withDetail(english[failure].what, detail),
		why: ({failure}: Failure) => english[failure].remedy,
	},
	'gpu-none': {
		what: () => 'This machine has no NVIDIA GPU.',
		why: () => 'Training on the CPU works, but takes many times as long.',
	},
	'gpu-elsewhere': {
		what: () => 'The engine is on another machine; its driver cannot be asked from here.',
		why: () => 'What the container sees is checked below.',
	},
	'toolkit-cdi': {
		what: ({devices}: {readonly devices: string}) => `The engine offers ${devices} (CDI).`,
		why: () => '',
	},
	'toolkit-proven': {
		what: ({container}: {readonly container: string}) => `The container ${container} runs with a GPU: it works.`,
		why: () => '',
	},
	'toolkit-runtime': {
		what: () => 'The engine has the runtime nvidia.',
		why: () => 'Only starting a container proves that it works.',
	},
	'toolkit-desktop': {
		what: () => 'Docker Desktop brings GPU support of its own.',
		why: () => 'Only starting a container proves that it works.',
	},
	'toolkit-installed': {
		what: () => 'nvidia-container-toolkit is installed.',
		why: () => 'An engine that was started before does not know it yet.',
	},
	'toolkit-refused': {
		what: ({error}: {readonly error: string}) => `The engine could not give the container a GPU: ${error}`,
		why: () => 'nvidia-container-toolkit is missing on the engine\'s machine, or the engine was not restarted since.',
	},
	'toolkit-missing': {
		what: () => 'nvidia-container-toolkit was not found.',
		why: () => 'Without it `--gpus all` fails and training runs on the CPU.',
	},
	'toolkit-podman': {
		what: () => 'Podman ignores --gpus and starts without a GPU.',
		why: () => 'It wants the device by its CDI name.',
	},
	'toolkit-not-needed': {
		what: () => 'Not needed without a GPU.',
		why: () => '',
	},
	'toolkit-unknown': {
		what: () => 'It cannot be told whether containers get a GPU.',
		why: () => 'The engine does not say; only starting a container proves it.',
	},
	'request-ok': {
		what: ({request}: {readonly request: string}) => `It was created with ${request}.`,
		why: () => '',
	},
	'request-missing': {
		what: () => 'The container was created without a GPU.',
		why: () => 'A GPU cannot be added later: make the container anew.',
	},
	'request-other-way': {
		what: () => 'The container has a GPU, though it was not created with --gpus.',
		why: () => '',
	},
	'request-not-needed': {
		what: () => 'The container was created without a GPU, and there is none.',
		why: () => '',
	},
	'container-gpu-ok': {
		what: ({names}: {readonly names: string}) => `nvidia-smi inside sees ${names}.`,
		why: () => '',
	},
	'container-gpu-failed': {
		what: ({failure, detail}: Failure) => withDetail(english[failure].what, detail),
		why: ({failure}: Failure) => english[failure].remedy,
	},
	'container-gpu-no-tool': {
		what: () => 'There is no nvidia-smi inside the container.',
		why: () => 'The engine brings it in with the GPU, unless NVIDIA_DRIVER_CAPABILITIES leaves out `utility`.',
	},
	'container-not-running': {
		what: () => 'The container does not run; it cannot be asked.',
		why: () => '',
	},
	'container-is-paused': {
		what: () => 'The container is paused; it cannot be asked.',
		why: () => '',
	},
}, {
	'gpu-found': {
		what: ({names, driver, cuda}) => `${names}；驱动 ${driver}，最高支持 CUDA ${cuda}。`,
		why: () => '',
	},
	'gpu-failed': {
		what: ({failure, detail}) => withDetail(chinese[failure].what, detail),
		why: ({failure}) => chinese[failure].remedy,
	},
	'gpu-none': {
		what: () => '这台机器没有 NVIDIA GPU。',
		why: () => '可以用 CPU 训练，但要慢很多倍。',
	},
	'gpu-elsewhere': {
		what: () => '引擎在另一台机器上，从这里无法查询它的驱动。',
		why: () => '容器看到的情况见下文。',
	},
	'toolkit-cdi': {
		what: ({devices}) => `引擎提供 ${devices}（CDI）。`,
		why: () => '',
	},
	'toolkit-proven': {
		what: ({container}) => `容器 ${container} 正在使用 GPU：可以工作。`,
		why: () => '',
	},
	'toolkit-runtime': {
		what: () => '引擎有 nvidia 运行时。',
		why: () => '只有启动容器才能证明它可用。',
	},
	'toolkit-desktop': {
		what: () => 'Docker Desktop 自带 GPU 支持。',
		why: () => '只有启动容器才能证明它可用。',
	},
	'toolkit-installed': {
		what: () => '已安装 nvidia-container-toolkit。',
		why: () => '在安装之前启动的引擎还不知道它。',
	},
	'toolkit-refused': {
		what: ({error}) => `引擎无法给容器分配 GPU：${error}`,
		why: () => '引擎所在的机器缺少 nvidia-container-toolkit，或安装后没有重启引擎。',
	},
	'toolkit-missing': {
		what: () => '没有找到 nvidia-container-toolkit。',
		why: () => '没有它，`--gpus all` 会失败，训练只能用 CPU。',
	},
	'toolkit-podman': {
		what: () => 'Podman 会忽略 --gpus，容器启动后没有 GPU。',
		why: () => '它需要用 CDI 名称指定设备。',
	},
	'toolkit-not-needed': {
		what: () => '没有 GPU，不需要。',
		why: () => '',
	},
	'toolkit-unknown': {
		what: () => '无法判断容器能否使用 GPU。',
		why: () => '引擎没有说明；只有启动容器才能证明。',
	},
	'request-ok': {
		what: ({request}) => `创建时使用了 ${request}。`,
		why: () => '',
	},
	'request-missing': {
		what: () => '创建容器时没有申请 GPU。',
		why: () => '事后无法添加 GPU，需要重新创建容器。',
	},
	'request-other-way': {
		what: () => '容器有 GPU，虽然创建时没有用 --gpus。',
		why: () => '',
	},
	'request-not-needed': {
		what: () => '创建容器时没有申请 GPU，机器上也没有。',
		why: () => '',
	},
	'container-gpu-ok': {
		what: ({names}) => `容器内的 nvidia-smi 看到 ${names}。`,
		why: () => '',
	},
	'container-gpu-failed': {
		what: ({failure, detail}) => withDetail(chinese[failure].what, detail),
		why: ({failure}) => chinese[failure].remedy,
	},
	'container-gpu-no-tool': {
		what: () => '容器里没有 nvidia-smi。',
		why: () => '引擎会随 GPU 一起带入它，除非 NVIDIA_DRIVER_CAPABILITIES 不含 `utility`。',
	},
	'container-not-running': {
		what: () => '容器没有运行，无法查询。',
		why: () => '',
	},
	'container-is-paused': {
		what: () => '容器已暂停，无法查询。',
		why: () => '',
	},
});
