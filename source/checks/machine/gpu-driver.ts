import type {SamplerFailureCode} from '../../domain/sample.ts';
import type {DoctorFacts, GpuFacts} from './facts.ts';
import type {Finding} from './finding.ts';
import {remark} from './remark.ts';

const check = 'gpu-driver';

/** Whether the driver of the machine works. Under WSL it is the driver of Windows. */
export function checkGpuDriver({host}: DoctorFacts): Finding {
	const {gpu, isWsl} = host;
	if (gpu === undefined) {
		return {
			check, level: 'unknown', code: 'gpu-elsewhere', values: {}, commands: [],
		};
	}

	if (gpu.kind === 'found') {
		return {
			check,
			level: 'ok',
			code: 'gpu-found',
			values: {names: gpuNames(gpu), driver: gpu.gpus[0]?.driverVersion ?? '?', cuda: gpu.cudaVersion ?? '?'},
			commands: [],
		};
	}

	if (!isWsl && host.hasGpu === false) {
		return {
			check, level: 'warning', code: 'gpu-none', values: {}, commands: [],
		};
	}

	const {code: failure, detail = ''} = gpu.failure;
	return {
		check, level: 'problem', code: 'gpu-failed', values: {failure, detail}, commands: driverRemedies(failure, isWsl),
	};
}

/** The names of the GPUs, equal ones counted. */
export function gpuNames({gpus}: GpuFacts & {readonly kind: 'found'}): string {
	const counts = new Map<string, number>();
	for (const {name = 'GPU'} of gpus) {
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}

	return [...counts].map(([name, count]) => count === 1 ? name : `${count} x ${name}`).join(', ');
}

function driverRemedies(failure: SamplerFailureCode, isWsl: boolean): readonly string[] {
	if (isWsl) {
		return [remark('windows-driver-first'), 'wsl --update', 'wsl --shutdown', remark('then-wsl'), '/usr/lib/wsl/lib/nvidia-smi'];
	}

	switch (failure) {
		case 'tool-missing':
		case 'driver-library-missing': {
			return [`sudo ubuntu-drivers install  ${remark('ubuntu-or-debian')}`, 'sudo reboot'];
		}

		case 'driver-not-loaded':
		case 'no-devices': {
			return ['lspci | grep -i nvidia', 'sudo modprobe nvidia', 'sudo dmesg | grep -i -e nvrm -e nvidia | tail'];
		}

		case 'driver-library-mismatch':
		case 'blocked-by-system':
		case 'gpu-lost': {
			return ['sudo reboot'];
		}

		case 'needs-reset': {
			return ['sudo nvidia-smi --gpu-reset', remark('or'), 'sudo reboot'];
		}

		case 'no-permission': {
			return ['ls -l /dev/nvidia*'];
		}

		case 'no-answer':
		case 'device-access-lost':
		case 'container-not-running':
		case 'program-missing':
		case 'other': {
			return ['nvidia-smi', 'sudo dmesg | grep -i -e nvrm -e xid | tail'];
		}
	}
}
