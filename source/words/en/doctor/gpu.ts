import type {SamplerFailureCode} from '../../../domain/sample.ts';
import {withDetail} from '../../doctor/with-detail.ts';
import {resource} from '../resources.ts';

type Failure = {readonly failure: SamplerFailureCode; readonly detail: string};

const {failures: english} = resource;

/** Findings about the GPU, its driver, and GPUs in containers. */
export const gpuFindings = {
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
		what: () => 'It is not known whether containers get a GPU.',
		why: () => 'The engine does not say; only starting a container proves it.',
	},
	'request-ok': {
		what: ({request}: {readonly request: string}) => `It was created with ${request}.`,
		why: () => '',
	},
	'request-missing': {
		what: () => 'The container was created without a GPU.',
		why: () => 'A GPU cannot be added later: create the container again.',
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
		what: () => 'The container does not run; it cannot be checked.',
		why: () => '',
	},
	'container-is-paused': {
		what: () => 'The container is paused; it cannot be checked.',
		why: () => '',
	},
};
