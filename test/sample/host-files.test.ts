import {describe, expect, test} from 'vitest';
import {
	hostSample,
	isWslKernel,
	parseCpuTimes,
	parseDiskFree,
} from '../../source/sample/host-files.ts';

const stat = (idle: number, user: number): string => `cpu  ${user} 0 50 ${idle} 10 0 0 0 0 0\ncpu0 1 0 0 0 0 0 0 0 0 0\ncpu1 1 0 0 0 0 0 0 0 0 0\nintr 1\n`;
const memory = 'MemTotal:        8018380 kB\nMemFree:          100000 kB\nMemAvailable:    4000000 kB\nSwapTotal:       2097152 kB\nSwapFree:        2097152 kB\n';

describe('hostSample', () => {
	test('CPU is the share of the time since the last reading', () => {
		const first = hostSample({stat: stat(1000, 100), memory, release: '5.15.153.1-microsoft-standard-WSL2'}, undefined);
		const second = hostSample({stat: stat(1060, 140), memory, release: '6.1.0-26-amd64'}, first.cpu);
		expect(first.sample).toEqual({
			cpuPercent: undefined,
			cpuCount: 2,
			memoryTotalBytes: 8_018_380 * 1024,
			memoryAvailableBytes: 4_000_000 * 1024,
			swapTotalBytes: 2_097_152 * 1024,
			swapFreeBytes: 2_097_152 * 1024,
			isWsl: true,
		});
		expect(second.sample.cpuPercent).toBeCloseTo(40);
		expect(second.sample.isWsl).toBe(false);
	});

	test('nothing is known of empty files, and nothing is zero', () => {
		expect(Object.values(hostSample({stat: '', memory: '', release: ''}, undefined).sample).every(value => value === undefined)).toBe(true);
	});

	test('a machine that stands still gives no share', () => {
		const cpu = parseCpuTimes(stat(1000, 100));
		expect(hostSample({stat: stat(1000, 100), memory, release: ''}, cpu).sample.cpuPercent).toBeUndefined();
	});
});

test.each([
	['5.15.153.1-microsoft-standard-WSL2', true],
	['4.4.0-19041-Microsoft', true],
	['6.8.0-45-generic', false],
])('isWslKernel %s', (release, expected) => {
	expect(isWslKernel(release)).toBe(expected);
});

describe('parseDiskFree', () => {
	test.each([
		['busybox', 'Filesystem           1024-blocks    Used Available Capacity Mounted on\nshm                      65536     12288     53248  19% /dev/shm\n', {sizeBytes: 65_536 * 1024, usedBytes: 12_288 * 1024, availableBytes: 53_248 * 1024}],
		['coreutils', 'Filesystem     1024-blocks  Used Available Capacity Mounted on\ntmpfs             16777216     0  16777216       0% /dev/shm\n', {sizeBytes: 16_777_216 * 1024, usedBytes: 0, availableBytes: 16_777_216 * 1024}],
		['a name with spaces', 'Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/my disk 100 40 60 40% /mnt/a b\n', {sizeBytes: 102_400, usedBytes: 40_960, availableBytes: 61_440}],
		['not there', 'df: /dev/shm: No such file or directory\n', undefined],
		['nothing', '', undefined],
	])('%s', (_, output, expected) => {
		expect(parseDiskFree(output)).toEqual(expected);
	});
});
