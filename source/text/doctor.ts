import type {SamplerFailureCode} from '../domain/sample.ts';
import {defineTexts} from './language.ts';
import {resourceTexts} from './resources.ts';

type Endpoint = {readonly endpoint: string};
type Size = {readonly size: string};
type Failure = {readonly failure: SamplerFailureCode; readonly detail: string};

const {failures: english} = resourceTexts('en');
const {failures: chinese} = resourceTexts('zh');

const englishOrigins = {
	option: '--host',
	'context-option': '--context',
	environment: 'DOCKER_HOST',
	'context-environment': 'DOCKER_CONTEXT',
	'current-context': 'the current docker context',
	'default-socket': 'the default socket',
} as const;

const chineseOrigins = {
	option: '--host',
	'context-option': '--context',
	environment: 'DOCKER_HOST',
	'context-environment': 'DOCKER_CONTEXT',
	'current-context': '当前 docker context',
	'default-socket': '默认套接字',
};

type Answer = Endpoint & {readonly version: string; readonly origin: keyof typeof englishOrigins; readonly context: string};

const withDetail = (words: string, detail: string): string => detail === '' ? words : `${words} (${detail})`;

/** Every sentence of `yolotop doctor`: `what` is the case, `why` it matters or what would be needed. */
export const doctorTexts = defineTexts({
	levels: {
		ok: 'ok', warning: 'warning', problem: 'problem', unknown: 'not known',
	},
	checks: {
		engine: 'Docker',
		'engine-permission': 'Permission',
		'gpu-driver': 'GPU driver',
		'gpu-toolkit': 'GPU in containers',
		'container-gpu-request': 'Container asks for a GPU',
		'container-gpu': 'GPU inside the container',
		'torch-cuda': 'PyTorch',
		'torch-driver': 'CUDA and driver',
		'shared-memory': 'Shared memory',
		ipc: 'IPC',
		volumes: 'Where results go',
		'memory-limit': 'Memory',
		'wsl-gpu-library': 'WSL: GPU library',
		'wsl-memory': 'WSL: memory',
		'wsl-engine': 'WSL: engine',
		'wsl-drives': 'WSL: files',
		'disk-space': 'Disk space',
		'terminal-width': 'Terminal width',
	},
	summary: (problems: string, warnings: string) => `${problems} ${problems === '1' ? 'problem' : 'problems'}, ${warnings} ${warnings === '1' ? 'warning' : 'warnings'}`,
	allWell: 'Nothing stands in the way of a training.',
	fix: 'Do this:',
	title: 'Doctor',
	asking: 'Asking the engine, the driver and the container. It takes some seconds.',
	noTarget: 'Name a container to look inside it: yolotop doctor CONTAINER',
	findings: {
		'engine-ok': {
			what: ({endpoint, version, origin, context}: Answer) => `${version} answers at ${endpoint} (from ${[englishOrigins[origin], context].join(' ').trim()}).`,
			why: () => '',
		},
		'engine-unreachable': {
			what: ({endpoint}: Endpoint) => `No engine answers at ${endpoint}.`,
			why: () => 'Without it yolotop can read log files and run directories only.',
		},
		'engine-silent': {
			what: ({endpoint}: Endpoint) => `The engine at ${endpoint} did not answer in time.`,
			why: () => 'It is overloaded or hangs; trainings in containers go on.',
		},
		'engine-not-docker': {
			what: ({endpoint}: Endpoint) => `What answers at ${endpoint} is not a Docker engine.`,
			why: () => 'The address belongs to another service.',
		},
		'engine-address-wrong': {
			what: ({endpoint}: Endpoint) => `The address of the engine cannot be used: ${endpoint}.`,
			why: () => 'It comes from --host, DOCKER_HOST or a docker context.',
		},
		'permission-ok': {
			what: () => 'You may use the engine.',
			why: () => '',
		},
		'permission-denied': {
			what: ({endpoint}: Endpoint) => `You may not open ${endpoint}.`,
			why: () => 'Members of the group docker may; that is as much as being root on that machine.',
		},
		'permission-unencrypted': {
			what: ({endpoint}: Endpoint) => `${endpoint} is reached without encryption.`,
			why: () => 'Whoever reaches that port is root on that machine. Use ssh:// or TLS.',
		},
		'permission-unknown': {
			what: () => 'Not known while the engine does not answer.',
			why: () => '',
		},
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
		'shm-ok': {
			what: ({size}: Size) => `/dev/shm has ${size}.`,
			why: () => '',
		},
		'shm-host': {
			what: ({size}: Size) => `/dev/shm is the machine's own: ${size}.`,
			why: () => '',
		},
		'shm-small': {
			what: ({size}: Size) => `/dev/shm has only ${size}.`,
			why: () => 'The data loader\'s workers hand over images there; when it is full they die with "Bus error". --workers 0 does without.',
		},
		'shm-full': {
			what: ({used, size}: Size & {readonly used: string}) => `/dev/shm is nearly full: ${used} of ${size}.`,
			why: () => 'The next batches end the training with "Bus error".',
		},
		'shm-unknown': {
			what: () => 'The engine does not tell the size of /dev/shm.',
			why: () => '',
		},
		'ipc-ok': {
			what: ({mode}: {readonly mode: string}) => `IPC mode ${mode}.`,
			why: () => '',
		},
		'ipc-none': {
			what: () => 'IPC mode none: the container has no /dev/shm.',
			why: () => 'Data loader workers cannot work; only --workers 0 does.',
		},
		'output-persisted': {
			what: ({directory, source}: {readonly directory: string; readonly source: string}) => `${directory} lies in ${source} and outlives the container.`,
			why: () => '',
		},
		'output-lost': {
			what: ({directory}: {readonly directory: string}) => `${directory} lies inside the container only.`,
			why: () => 'With the container its results and weights are gone. Copy them out in time.',
		},
		'output-lost-on-exit': {
			what: ({directory}: {readonly directory: string}) => `${directory} is deleted as soon as the container ends (--rm).`,
			why: () => 'Results and weights are gone then. Copy them out before it ends.',
		},
		'output-read-only': {
			what: ({directory, source}: {readonly directory: string; readonly source: string}) => `${directory} lies in ${source}, which is mounted read-only.`,
			why: () => 'The training cannot write results or weights there.',
		},
		'output-in-memory': {
			what: ({directory}: {readonly directory: string}) => `${directory} lies in memory (tmpfs).`,
			why: () => 'It is gone when the container ends. Copy results out before.',
		},
		'output-no-volume': {
			what: () => 'The container has no directory of the machine or volume.',
			why: () => 'Everything that the training writes is gone with the container.',
		},
		'output-unknown': {
			what: ({mounts}: {readonly mounts: string}) => `Not known where the training writes; what outlives the container: ${mounts}.`,
			why: () => '',
		},
		'memory-free': {
			what: ({total}: {readonly total: string}) => `No limit; the machine has ${total}.`,
			why: () => '',
		},
		'memory-limited': {
			what: ({size}: Size) => `Limited to ${size}.`,
			why: () => '',
		},
		'memory-small': {
			what: ({size}: Size) => `Only ${size} for the training.`,
			why: () => 'PyTorch alone takes some gigabytes, and each data loader worker adds to it; the kernel kills what goes beyond. Fewer workers help, and no --cache.',
		},
		'memory-full': {
			what: ({used, size}: Size & {readonly used: string}) => `${used} of ${size} are used.`,
			why: () => 'The kernel kills a process of the training when it goes beyond.',
		},
		'memory-unknown': {
			what: () => 'The memory of the engine\'s machine is not known.',
			why: () => '',
		},
		'wsl-library-ok': {
			what: () => 'Windows hands in the driver (/usr/lib/wsl/lib).',
			why: () => '',
		},
		'wsl-library-missing': {
			what: () => 'There is no GPU library in /usr/lib/wsl/lib.',
			why: () => 'Install NVIDIA\'s driver in Windows, never in Linux, and update WSL.',
		},
		'wsl-memory-ok': {
			what: ({size}: Size) => `The virtual machine has ${size}.`,
			why: () => '',
		},
		'wsl-memory-small': {
			what: ({size, setting}: Size & {readonly setting: string}) => `The virtual machine has only ${size} (${setting}).`,
			why: () => 'Without a setting it gets half of the laptop\'s memory. Close what is open in Windows before giving it more.',
		},
		'wsl-desktop': {
			what: () => 'Docker Desktop runs containers in a virtual machine of its own.',
			why: () => 'Process ids and /proc of containers cannot be seen from here; yolotop asks inside the container instead.',
		},
		'wsl-engine': {
			what: ({name}: {readonly name: string}) => `The engine runs in this WSL (${name}).`,
			why: () => '',
		},
		'wsl-drive': {
			what: ({source}: {readonly source: string}) => `${source} is a drive of Windows.`,
			why: () => 'Reading many small files from it is many times slower than from the disk of WSL; the GPU waits for images.',
		},
		'wsl-drives-ok': {
			what: () => 'No directory of a Windows drive is mounted.',
			why: () => '',
		},
		'disk-ok': {
			what: ({free, path}: {readonly free: string; readonly path: string}) => `${free} free at ${path}.`,
			why: () => '',
		},
		'disk-low': {
			what: ({free, path}: {readonly free: string; readonly path: string}) => `Only ${free} free at ${path}.`,
			why: () => 'Every epoch writes last.pt and often best.pt; a full disk ends the training.',
		},
		'disk-unknown': {
			what: () => 'The free space could not be asked.',
			why: () => '',
		},
		'terminal-none': {
			what: () => 'The container has no terminal; its output is complete.',
			why: () => '',
		},
		'terminal-ok': {
			what: ({columns}: {readonly columns: string}) => `The container's terminal has ${columns} columns.`,
			why: () => '',
		},
		'terminal-narrow': {
			what: ({columns}: {readonly columns: string}) => `The container's terminal has only ${columns} columns.`,
			why: () => 'YOLOv5 cuts its bars off there: batch, speed and mAP50-95 are missing. It takes effect with the next epoch.',
		},
		'terminal-without-size': {
			what: () => 'The container\'s terminal has no size (0 x 0).',
			why: () => 'YOLOv5 then prints no bar, only counts. Attaching once from a terminal gives it a size.',
		},
		'terminal-unknown': {
			what: () => 'The size of the container\'s terminal could not be asked.',
			why: () => '',
		},
	},
}, {
	levels: {
		ok: '正常', warning: '警告', problem: '问题', unknown: '未知',
	},
	checks: {
		engine: 'Docker',
		'engine-permission': '权限',
		'gpu-driver': 'GPU 驱动',
		'gpu-toolkit': '容器中的 GPU 支持',
		'container-gpu-request': '容器是否申请 GPU',
		'container-gpu': '容器内的 GPU',
		'torch-cuda': 'PyTorch',
		'torch-driver': 'CUDA 与驱动',
		'shared-memory': '共享内存',
		ipc: 'IPC',
		volumes: '结果保存位置',
		'memory-limit': '内存',
		'wsl-gpu-library': 'WSL：GPU 库',
		'wsl-memory': 'WSL：内存',
		'wsl-engine': 'WSL：引擎',
		'wsl-drives': 'WSL：文件',
		'disk-space': '磁盘空间',
		'terminal-width': '终端宽度',
	},
	summary: (problems, warnings) => `${problems} 个问题，${warnings} 个警告`,
	allWell: '没有妨碍训练的问题。',
	fix: '请执行：',
	title: '检查',
	asking: '正在查询引擎、驱动和容器，需要几秒钟。',
	noTarget: '指定容器可检查其内部：yolotop doctor 容器名',
	findings: {
		'engine-ok': {
			what: ({endpoint, version, origin, context}) => `${version} 在 ${endpoint} 应答（来自${[chineseOrigins[origin], context].join(' ').trim()}）。`,
			why: () => '',
		},
		'engine-unreachable': {
			what: ({endpoint}) => `${endpoint} 没有引擎应答。`,
			why: () => '没有引擎时，yolotop 只能读取日志文件和运行目录。',
		},
		'engine-silent': {
			what: ({endpoint}) => `${endpoint} 的引擎没有及时应答。`,
			why: () => '引擎过载或卡住；容器中的训练会继续。',
		},
		'engine-not-docker': {
			what: ({endpoint}) => `${endpoint} 应答的不是 Docker 引擎。`,
			why: () => '这个地址属于其他服务。',
		},
		'engine-address-wrong': {
			what: ({endpoint}) => `引擎地址无法使用：${endpoint}。`,
			why: () => '它来自 --host、DOCKER_HOST 或 docker context。',
		},
		'permission-ok': {
			what: () => '你可以使用引擎。',
			why: () => '',
		},
		'permission-denied': {
			what: ({endpoint}) => `你没有权限打开 ${endpoint}。`,
			why: () => 'docker 组的成员可以；这等同于那台机器的 root 权限。',
		},
		'permission-unencrypted': {
			what: ({endpoint}) => `${endpoint} 的连接没有加密。`,
			why: () => '能访问该端口的人就是那台机器的 root。请使用 ssh:// 或 TLS。',
		},
		'permission-unknown': {
			what: () => '引擎没有应答，无法判断。',
			why: () => '',
		},
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
			why: () => '训练开始时自己这样输出。请停止训练，先解决上面的问题。',
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
			why: () => '训练会因 “no kernel image is available” 终止。请换用支持该 GPU 的 PyTorch。',
		},
		'cuda-unknown': {
			what: () => '未知：需要驱动和 PyTorch 的信息。',
			why: () => '',
		},
		'shm-ok': {
			what: ({size}) => `/dev/shm 有 ${size}。`,
			why: () => '',
		},
		'shm-host': {
			what: ({size}) => `/dev/shm 是主机的：${size}。`,
			why: () => '',
		},
		'shm-small': {
			what: ({size}) => `/dev/shm 只有 ${size}。`,
			why: () => '数据加载进程在这里传递图片；写满后会以 “Bus error” 终止。--workers 0 不需要它。',
		},
		'shm-full': {
			what: ({used, size}) => `/dev/shm 快满了：${used} / ${size}。`,
			why: () => '接下来的批次会使训练以 “Bus error” 终止。',
		},
		'shm-unknown': {
			what: () => '引擎没有提供 /dev/shm 的大小。',
			why: () => '',
		},
		'ipc-ok': {
			what: ({mode}) => `IPC 模式 ${mode}。`,
			why: () => '',
		},
		'ipc-none': {
			what: () => 'IPC 模式为 none：容器没有 /dev/shm。',
			why: () => '数据加载进程无法工作，只能用 --workers 0。',
		},
		'output-persisted': {
			what: ({directory, source}) => `${directory} 位于 ${source}，删除容器后仍然保留。`,
			why: () => '',
		},
		'output-lost': {
			what: ({directory}) => `${directory} 只存在于容器内。`,
			why: () => '删除容器时，结果和权重会一起消失。请及时复制出来。',
		},
		'output-lost-on-exit': {
			what: ({directory}) => `容器一结束，${directory} 就会被删除（--rm）。`,
			why: () => '结果和权重会随之消失。请在结束前复制出来。',
		},
		'output-read-only': {
			what: ({directory, source}) => `${directory} 位于 ${source}，而它是只读挂载。`,
			why: () => '训练无法在那里写入结果和权重。',
		},
		'output-in-memory': {
			what: ({directory}) => `${directory} 位于内存中（tmpfs）。`,
			why: () => '容器结束后就会消失。请提前把结果复制出来。',
		},
		'output-no-volume': {
			what: () => '容器没有挂载主机目录或卷。',
			why: () => '训练写入的一切都会随容器消失。',
		},
		'output-unknown': {
			what: ({mounts}) => `不知道训练写到哪里；删除容器后仍保留的是：${mounts}。`,
			why: () => '',
		},
		'memory-free': {
			what: ({total}) => `没有上限；机器有 ${total}。`,
			why: () => '',
		},
		'memory-limited': {
			what: ({size}) => `上限为 ${size}。`,
			why: () => '',
		},
		'memory-small': {
			what: ({size}) => `训练只有 ${size} 可用。`,
			why: () => '仅 PyTorch 就需要几 GB，每个数据加载进程还要更多；超出上限会被内核终止。减少 workers，不要用 --cache。',
		},
		'memory-full': {
			what: ({used, size}) => `已使用 ${used} / ${size}。`,
			why: () => '超出上限时，内核会终止训练的进程。',
		},
		'memory-unknown': {
			what: () => '不知道引擎所在机器的内存。',
			why: () => '',
		},
		'wsl-library-ok': {
			what: () => 'Windows 已带入驱动（/usr/lib/wsl/lib）。',
			why: () => '',
		},
		'wsl-library-missing': {
			what: () => '/usr/lib/wsl/lib 中没有 GPU 库。',
			why: () => '请在 Windows 中安装 NVIDIA 驱动（不要装在 Linux 里），并更新 WSL。',
		},
		'wsl-memory-ok': {
			what: ({size}) => `虚拟机有 ${size}。`,
			why: () => '',
		},
		'wsl-memory-small': {
			what: ({size, setting}) => `虚拟机只有 ${size}（${setting}）。`,
			why: () => '没有设置时，它只得到电脑内存的一半。增加之前请先关闭 Windows 中的程序。',
		},
		'wsl-desktop': {
			what: () => 'Docker Desktop 在自己的虚拟机中运行容器。',
			why: () => '从这里看不到容器的进程号和 /proc；yolotop 改为在容器内查询。',
		},
		'wsl-engine': {
			what: ({name}) => `引擎运行在这个 WSL 中（${name}）。`,
			why: () => '',
		},
		'wsl-drive': {
			what: ({source}) => `${source} 是 Windows 的磁盘。`,
			why: () => '从那里读取大量小文件比 WSL 自己的磁盘慢很多倍，GPU 会等待图片。',
		},
		'wsl-drives-ok': {
			what: () => '没有挂载 Windows 磁盘上的目录。',
			why: () => '',
		},
		'disk-ok': {
			what: ({free, path}) => `${path} 剩余 ${free}。`,
			why: () => '',
		},
		'disk-low': {
			what: ({free, path}) => `${path} 只剩 ${free}。`,
			why: () => '每轮都会写 last.pt，常常还有 best.pt；磁盘写满会使训练终止。',
		},
		'disk-unknown': {
			what: () => '无法查询剩余空间。',
			why: () => '',
		},
		'terminal-none': {
			what: () => '容器没有终端，输出是完整的。',
			why: () => '',
		},
		'terminal-ok': {
			what: ({columns}) => `容器的终端有 ${columns} 列。`,
			why: () => '',
		},
		'terminal-narrow': {
			what: ({columns}) => `容器的终端只有 ${columns} 列。`,
			why: () => 'YOLOv5 会截断进度条：看不到批次、速度和 mAP50-95。修改从下一轮开始生效。',
		},
		'terminal-without-size': {
			what: () => '容器的终端没有大小（0 x 0）。',
			why: () => 'YOLOv5 因此不显示进度条，只有计数。从终端连接一次即可使它有大小。',
		},
		'terminal-unknown': {
			what: () => '无法查询容器终端的大小。',
			why: () => '',
		},
	},
});

export type DoctorTexts = ReturnType<typeof doctorTexts>;
