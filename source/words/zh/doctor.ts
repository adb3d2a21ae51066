import type {Wording} from '../wording.ts';
import type * as english from '../en/doctor.ts';
import {engineFindings} from './doctor/engine.ts';
import {gpuFindings} from './doctor/gpu.ts';
import {torchFindings} from './doctor/torch.ts';
import {memoryFindings} from './doctor/memory.ts';
import {storageFindings} from './doctor/storage.ts';
import {surroundingsFindings} from './doctor/surroundings.ts';

export const doctor: Wording<typeof english.doctor> = {
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
		probe: '探针',
	},
	summary: (problems, warnings) => `${problems} 个问题，${warnings} 个警告`,
	allWell: '没有妨碍训练的问题。',
	title: '检查',
	asking: '正在查询引擎、驱动和容器，需要几秒钟。',
	noTarget: '指定容器可检查其内部：yolotop doctor 容器名',
	findings: {
		...engineFindings,
		...gpuFindings,
		...torchFindings,
		...memoryFindings,
		...storageFindings,
		...surroundingsFindings,
	},
};
