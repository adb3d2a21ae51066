import type {Wording} from '../wording.ts';
import type * as english from '../en/doctor-remarks.ts';

export const doctorRemarks: Wording<typeof english.doctorRemarks> = {
	'at-once': '立即生效，直到容器重新启动',
	'for-good': '长期办法',
	'ends-training': '会结束训练：请等到下一个检查点',
	'or-log-in': '或重新登录',
	'wide-window': '在 120 列以上的窗口中执行；按 Ctrl-P Ctrl-Q 离开',
	'deletes-unused': '会删除已停止的容器和未使用的镜像',
	'windows-driver-first': '先从 https://www.nvidia.com/drivers 安装驱动，再在 Windows 的 PowerShell 中执行',
	'then-wsl': '然后回到 WSL',
	'ubuntu-or-debian': 'Ubuntu；Debian 用 sudo apt-get install nvidia-driver',
	or: '或者',
	'next-time': '下次启动',
	'docker-desktop': '或在 Windows 中启动 Docker Desktop，并为此发行版打开 WSL 集成',
	'ends-containers': '会结束容器，除非启用了 live-restore',
	powershell: '安装驱动后，在 Windows 的 PowerShell 中执行',
	wslconfig: String.raw`写入 Windows 的 %UserProfile%\.wslconfig；给 Windows 留 4 GB`,
	'then-powershell': '然后在 PowerShell 中执行',
	'windows-driver': '在 Windows 中安装最新驱动：https://www.nvidia.com/drivers',
	'newest-torch': '最新的 PyTorch：https://pytorch.org/get-started/locally',
};
