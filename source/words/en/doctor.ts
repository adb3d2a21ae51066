import {counted} from '../counted.ts';
import {engineFindings} from './doctor/engine.ts';
import {gpuFindings} from './doctor/gpu.ts';
import {torchFindings} from './doctor/torch.ts';
import {memoryFindings} from './doctor/memory.ts';
import {storageFindings} from './doctor/storage.ts';
import {surroundingsFindings} from './doctor/surroundings.ts';

/** Every sentence of `yolotop doctor`: `what` is the case, `why` it matters or what would be needed. */
export const doctor = {
	levels: {
		ok: 'ok', warning: 'warning', problem: 'problem', unknown: 'unknown',
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
		probe: 'Probe',
	},
	summary: (problems: string, warnings: string) => `${counted(problems, 'problem')}, ${counted(warnings, 'warning')}`,
	allWell: 'Nothing prevents a training.',
	title: 'Doctor',
	asking: 'Asking the engine, the driver and the container. This takes a few seconds.',
	noTarget: 'Name a container to look inside it: yolotop doctor CONTAINER',
	findings: {
		...engineFindings,
		...gpuFindings,
		...torchFindings,
		...memoryFindings,
		...storageFindings,
		...surroundingsFindings,
	},
};
