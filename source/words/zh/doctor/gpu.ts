import {withDetail} from '../../doctor/with-detail.ts';
import {resource} from '../resources.ts';
import type {Wording} from '../../wording.ts';
import type * as english from '../../en/doctor/gpu.ts';

const {failures: chinese} = resource;

export const gpuFindings: Wording<typeof english.gpuFindings> = {
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
};
