import {describe, expect, test} from 'vitest';
import {nvidiaSmiFailure} from '../../source/sample/nvidia-smi-failure.ts';

describe('nvidiaSmiFailure', () => {
	test.each([
		['driver-not-loaded', 9, 'NVIDIA-SMI has failed because it couldn\'t communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n'],
		['driver-not-loaded', 1, 'NVIDIA-SMI has failed because it couldn\'t communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n'],
		['driver-library-mismatch', 18, 'Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 565.57\n'],
		['driver-library-mismatch', 255, 'Failed to initialize NVML: Driver/library version mismatch\n'],
		['device-access-lost', 255, 'Failed to initialize NVML: Unknown Error\n'],
		['no-devices', 6, 'No devices were found\n'],
		['no-devices', 255, 'No devices were found\n'],
		['blocked-by-system', 17, 'Failed to initialize NVML: GPU access blocked by the operating system\nFailed to properly shut down NVML: GPU access blocked by the operating system\n'],
		['driver-library-missing', 12, 'NVIDIA-SMI couldn\'t find libnvidia-ml.so library in your system.\n'],
		['gpu-lost', 15, 'Unable to determine the device handle for GPU 0000:0A:00.0: GPU is lost.  Reboot the system to recover this GPU\n'],
		['gpu-lost', 255, 'Unable to determine the device handle for GPU0000:65:00.0: Unknown Error\n'],
		['gpu-lost', 9, 'Unable to determine the device handle for GPU 0000:0B:00.0: Unknown Error\n'],
		['driver-not-loaded', 255, 'NVIDIA-SMI has failed because it couldn\'t communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.\n\nFailed to properly shut down NVML: Driver Not Loaded\n'],
		['tool-missing', 127, 'If \'nvidia-smi\' is not a typo you can use command-not-found to lookup the package that contains it, like this:\n    cnf nvidia-smi\n'],
		['needs-reset', 255, 'Unable to query GPU: GPU requires reset\n'],
		['no-permission', 4, 'Failed to initialize NVML: Insufficient Permissions\n'],
		['tool-missing', 126, 'OCI runtime exec failed: exec failed: unable to start container process: exec: "nvidia-smi": executable file not found in $PATH: unknown\n'],
		['tool-missing', 127, '/bin/sh: nvidia-smi: not found\n'],
		['no-answer', 124, ''],
		['other', 255, 'Failed to initialize NVML: N/A\n'],
		['other', 1, ''],
		['other', undefined, ''],
	])('%s (exit code %s)', (code, exitCode, output) => {
		expect(nvidiaSmiFailure(exitCode, output).code).toBe(code);
	});

	test('a crash is named by its signal', () => {
		expect(nvidiaSmiFailure(undefined, '\nSIGSEGV')).toEqual({code: 'other', detail: 'SIGSEGV'});
	});

	test('the detail is one bounded line', () => {
		expect(nvidiaSmiFailure(18, '\n Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 1\n').detail).toBe('Failed to initialize NVML: Driver/library version mismatch');
		expect(nvidiaSmiFailure(1, 'x'.repeat(10_000)).detail).toHaveLength(300);
		expect(nvidiaSmiFailure(1, '').detail).toBeUndefined();
	});
});
