import {expect, test} from 'vitest';
import {recogniseErrorLine} from '../../source/parse/error-line.ts';

test.each([
	'docker: Error response from daemon: could not select device driver "" with capabilities: [[gpu]]',
	'Error response from daemon: Unknown runtime specified nvidia',
	'nvidia-container-cli: initialization error: load library failed: libnvidia-ml.so.1: cannot open shared object file',
	'NVIDIA-SMI has failed because it couldn\'t communicate with the NVIDIA driver.',
	'Failed to initialize NVML: Driver/library version mismatch',
	'DataLoader worker (pid 26) is killed by signal: Bus error. It is possible that ...',
	' DataLoader worker (pid 26) is killed by signal: Killed.',
	'bash: line 1: pyhton: command not found',
	'/bin/sh: 1: python: not found',
])('is an error line: %s', text => {
	expect(recogniseErrorLine(text)).toBe(text.trim());
});

test.each([
	'',
	'train: New cache created: /data/Error response from daemon.cache',
	'Using 2 dataloader workers',
	'DataLoader worker seeds are fixed',
	'  File "x.py", line 3, in nvidia-container-cli',
	'sh: a sentence that ends with: not found at all',
])('is no error line: %s', text => {
	expect(recogniseErrorLine(text)).toBeUndefined();
});

test('is bounded', () => {
	expect(recogniseErrorLine(`Error response from daemon: ${'x'.repeat(10_000)}`)).toHaveLength(400);
});
