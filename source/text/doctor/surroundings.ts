import {defineTexts} from '../language.ts';

type Size = {readonly size: string};

/** Findings about WSL and the terminal of the container. */
export const surroundingsFindings = defineTexts({
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
}, {
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
		why: () => '从那里读取大量小文件比 WSL 自己的磁盘慢很多倍，GPU 会等待图像。',
	},
	'wsl-drives-ok': {
		what: () => '没有挂载 Windows 磁盘上的目录。',
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
});
