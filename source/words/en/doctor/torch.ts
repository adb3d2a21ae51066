import {withDetail} from '../../doctor/with-detail.ts';

/** Findings about PyTorch and the CUDA it was built for. */
export const torchFindings = {
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
		why: () => 'It printed so when it started. Stop it and fix what is wrong above.',
	},
	'torch-cpu-build': {
		what: ({version}: {readonly version: string}) => `PyTorch ${version} is built without CUDA.`,
		why: () => 'It can never use a GPU; usually a later `pip install` replaced the right build.',
	},
	'torch-unavailable': {
		what: ({version, warning}: {readonly version: string; readonly warning: string}) => withDetail(`torch.cuda.is_available() is False with PyTorch ${version}.`, warning),
		why: () => 'Training would run on the CPU.',
	},
	'torch-missing': {
		what: () => 'There is no PyTorch in the container\'s Python.',
		why: () => 'Perhaps it is in an environment (conda, venv) that the training activates first.',
	},
	'torch-not-asked': {
		what: () => 'Not checked: too little memory is left.',
		why: () => 'Loading PyTorch a second time takes some hundred megabytes and could end the training.',
	},
	'torch-unknown': {
		what: ({detail}: {readonly detail: string}) => withDetail('PyTorch could not be checked.', detail),
		why: () => '',
	},
	'cuda-fits': {
		what: ({torch, driver}: {readonly torch: string; readonly driver: string}) => `PyTorch needs CUDA ${torch}, the driver supports ${driver}.`,
		why: () => '',
	},
	'cuda-too-new': {
		what: ({torch, driver}: {readonly torch: string; readonly driver: string}) => `PyTorch needs CUDA ${torch}, but the driver supports only ${driver}.`,
		why: () => 'Update the driver of the machine (under WSL: in Windows), or use a PyTorch for an older CUDA.',
	},
	'gpu-too-new': {
		what: ({gpu, capability, architectures}: {readonly gpu: string; readonly capability: string; readonly architectures: string}) => `${gpu} (compute capability ${capability}) is not among what this PyTorch was built for: ${architectures}.`,
		why: () => 'Training stops with "no kernel image is available". Use a PyTorch that supports the GPU.',
	},
	'cuda-unknown': {
		what: () => 'Not known: needs the answers of the driver and of PyTorch.',
		why: () => '',
	},
};
