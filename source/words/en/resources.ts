import {counted} from '../counted.ts';

/** The words around what the samplers measure. */
export const resource = {
	labels: {
		container: 'Container',
		command: 'Command',
		host: 'Machine',
		virtualMachine: 'WSL virtual machine',
		gpuTitle: 'GPU',
		shm: '/dev/shm',
		gpu: (index: string) => `GPU ${index}`,
		cpu: 'CPU',
		memory: 'Memory',
		swap: 'Swap',
		processes: 'Processes',
		disk: 'Disk',
		network: 'Network',
		utilisation: 'Busy',
		temperature: 'Temperature',
		power: 'Power',
		fan: 'Fan',
		clock: 'Clock',
		performanceState: 'State',
		throttle: 'Held back by',
		mig: 'MIG parts',
		driver: 'Driver',
	},
	waiting: 'Being measured ...',
	wslNote: 'Only this part of the laptop\'s memory can be used here; memory= in .wslconfig changes it.',
	usedOf: (used: string, total: string) => `${used} of ${total}`,
	read: (rate: string) => `${rate}/s read`,
	written: (rate: string) => `${rate}/s written`,
	received: (rate: string) => `${rate}/s received`,
	sent: (rate: string) => `${rate}/s sent`,
	cores: (count: string) => counted(count, 'core'),
	noLimit: (used: string) => `${used}, no limit`,
	inContainer: 'in the container',
	elsewhere: 'outside the container',
	migHidesUtilisation: 'With MIG on, the driver does not tell how busy a GPU is.',
	wslHidesProcesses: 'Under WSL the driver does not tell which process holds memory.',
	throttleReasons: {
		'gpu-idle': 'nothing to do',
		'applications-clocks-setting': 'a clock setting',
		'software-power-cap': 'the power limit',
		'hardware-slowdown': 'the hardware (heat or power)',
		'sync-boost': 'another GPU (sync boost)',
		'software-thermal-slowdown': 'heat',
		'hardware-thermal-slowdown': 'too much heat',
		'hardware-power-brake': 'the power supply',
		'display-clocks-setting': 'the display\'s clock setting',
	},
	samplers: {
		container: 'container figures',
		'shared-memory': 'shared memory',
		'output-disk': 'disk of the run',
		gpu: 'GPU figures',
		'gpu-processes': 'processes on the GPU',
		host: 'machine figures',
	},
	missing: (what: string, why: string, detail?: string) => `${what}: ${why}${detail === undefined ? '' : ` (${detail})`}`,
	/** What is missing, and how to get it. */
	failures: {
		'tool-missing': {
			what: 'There is no nvidia-smi.',
			remedy: 'Linux: install NVIDIA\'s driver. WSL: install the driver in Windows only; nvidia-smi is then in /usr/lib/wsl/lib. In a container: start it with --gpus all.',
		},
		'driver-not-loaded': {
			what: 'NVIDIA\'s driver is not loaded.',
			remedy: 'Install or load it (sudo modprobe nvidia) and look at `dmesg`; after an update of the kernel the driver may have to be built again.',
		},
		'no-permission': {
			what: 'The GPU may not be asked.',
			remedy: 'Look at the rights of /dev/nvidia*; with SELinux start the container with --security-opt label=disable.',
		},
		'no-devices': {
			what: 'The driver sees no GPU.',
			remedy: 'Look whether `lspci` names one; in a container start it with --gpus all.',
		},
		'driver-library-missing': {
			what: 'The driver\'s library libnvidia-ml.so is missing.',
			remedy: 'Reinstall the driver; in a container start it with --gpus all.',
		},
		'driver-library-mismatch': {
			what: 'The driver was updated while the old one is still loaded.',
			remedy: 'Restart the machine, then make the containers anew.',
		},
		'device-access-lost': {
			what: 'Access to the GPU was lost. A training that has it open goes on.',
			remedy: 'If it works outside the container, restart the container; `systemctl daemon-reload` and `docker update` take the GPU from running containers.',
		},
		'gpu-lost': {
			what: 'The GPU does not answer any more.',
			remedy: 'Restart the machine; look at heat and power supply (`dmesg | grep -i xid`).',
		},
		'needs-reset': {
			what: 'The GPU has to be reset.',
			remedy: 'Stop what uses it, then `sudo nvidia-smi --gpu-reset`, or restart the machine.',
		},
		'blocked-by-system': {
			what: 'The operating system keeps programs from the GPU.',
			remedy: 'Under WSL: update NVIDIA\'s driver in Windows and WSL itself (`wsl --update`, `wsl --shutdown`).',
		},
		'no-answer': {
			what: 'No answer in time.',
			remedy: 'It is asked again, more and more rarely. If it stays so, try the same by hand.',
		},
		'container-not-running': {
			what: 'The container does not run.',
			remedy: 'The figures come back when it runs again.',
		},
		'program-missing': {
			what: 'The container has no program that could tell.',
			remedy: 'Run yolotop as root on the engine\'s machine, or add `df` and `cat` to the image.',
		},
		other: {
			what: 'It could not be read.',
			remedy: 'It is asked again, more and more rarely.',
		},
	},
};
