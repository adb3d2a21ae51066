import type {Wording} from '../../wording.ts';
import type * as english from '../../en/doctor/surroundings.ts';

export const surroundingsFindings: Wording<typeof english.surroundingsFindings> = {
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
	'probe-ready': {
		what: () => '此容器启动的训练会由探针记录。',
		why: () => '',
	},
	'probe-missing': {
		what: () => '此容器本应带探针，但其中没有探针的文件。',
		why: () => '没有这些文件训练照常进行，但不会记录各轮的类别指标、矩阵和梯度。只读文件系统无法放入文件。',
	},
	'terminal-unknown': {
		what: () => '无法查询容器终端的大小。',
		why: () => '',
	},
};
