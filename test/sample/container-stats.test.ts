
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {countersToSample, statsToCounters} from '../../source/sample/container-stats.ts';

/** A record of Docker 20.10 with cgroup v1, shortened. */
const version1 = (read: string, cpu: number, sent: number): unknown => ({
	read,
	preread: '0001-01-01T00:00:00Z',
	pids_stats: {current: 12},
	blkio_stats: {
		io_service_bytes_recursive: [{
			major: 8, minor: 0, op: 'Read', value: 1000,
		}, {
			major: 8, minor: 16, op: 'Read', value: 24,
		}, {
			major: 8, minor: 0, op: 'Write', value: 500,
		}, {
			major: 8, minor: 0, op: 'Total', value: 1500,
		}],
	},
	cpu_stats: {cpu_usage: {total_usage: cpu, percpu_usage: [1, 2, 3, 4]}, system_cpu_usage: 9e15, online_cpus: 4},
	memory_stats: {usage: 76_697_600, stats: {total_inactive_file: 20_033_536, inactive_file: 1}, limit: 8e9},
	networks: {eth0: {rx_bytes: 100, tx_bytes: sent}, eth1: {rx_bytes: 5, tx_bytes: 0}},
});

/** A record with cgroup v2. */
const version2 = {
	read: '2026-08-23T10:00:01.5Z',
	pids_stats: {current: 3},
	blkio_stats: {io_service_bytes_recursive: [{op: 'read', value: 7}, {op: 'write', value: 9}]},
	cpu_stats: {cpu_usage: {total_usage: 5e9}, online_cpus: 8},
	memory_stats: {usage: 1000, stats: {anon: 600, file: 400, inactive_file: 300}, limit: 2000},
};

describe('statsToCounters', () => {
	test('cgroup v1: memory without the page cache that can be dropped, as the docker command shows it', () => {
		expect(statsToCounters(version1('2026-08-23T10:00:00Z', 0, 10))!.sample).toEqual({
			cpuCount: 4,
			memoryUsedBytes: 56_664_064,
			pids: 12,
			blockReadBytes: 1024,
			blockWrittenBytes: 500,
			networkReceivedBytes: 105,
			networkSentBytes: 10,
		});
	});

	test('cgroup v2', () => {
		expect(statsToCounters(version2)!.sample).toMatchObject({
			cpuCount: 8, memoryUsedBytes: 700, pids: 3, blockReadBytes: 7, blockWrittenBytes: 9, networkReceivedBytes: undefined,
		});
	});

	test('Podman tells usage only; an engine without controllers tells nothing, and that is not zero', () => {
		expect(statsToCounters({read: '2026-08-23T10:00:00Z', memory_stats: {usage: 50, limit: 100}, networks: {}})!.sample).toMatchObject({memoryUsedBytes: 50, networkSentBytes: undefined});
		const bare = statsToCounters({
			read: '2026-08-23T10:00:00Z', pids_stats: {}, memory_stats: {}, cpu_stats: {cpu_usage: {total_usage: 3}}, blkio_stats: {io_service_bytes_recursive: null},
		})!;
		expect(Object.values(bare.sample).every(value => value === undefined)).toBe(true);
	});

	test.each([
		['a container that does not run', {read: '0001-01-01T00:00:00Z', memory_stats: {}}],
		['no record', 'OK'],
		['nothing', undefined],
		['a time that is none', {read: 'yesterday'}],
	])('undefined for %s', (_, stats) => {
		expect(statsToCounters(stats)).toBeUndefined();
	});

	test('never throws', () => {
		fc.assert(fc.property(fc.jsonValue(), value => {
			statsToCounters({
				...(version2 as Record<string, unknown>), memory_stats: value, networks: value, blkio_stats: {io_service_bytes_recursive: value},
			});
			statsToCounters(value);
		}));
	});
});

describe('countersToSample', () => {
	const earlier = statsToCounters(version1('2026-08-23T10:00:00.250000000Z', 1e9, 1000))!;

	test('CPU and rates are differences over the engine\'s own times', () => {
		const now = statsToCounters(version1('2026-08-23T10:00:02.250000001Z', 6e9, 3000))!;
		const sample = countersToSample(now, earlier);
		expect(sample.cpuPercent).toBeCloseTo(250, 5);
		expect(sample.networkSentBytesPerSecond).toBeCloseTo(1000, 3);
		expect(sample.blockReadBytesPerSecond).toBeCloseTo(0);
	});

	test('the first reading has no rates', () => {
		expect(countersToSample(earlier, undefined).cpuPercent).toBeUndefined();
	});

	test('after a restart of the container nothing is negative', () => {
		const restarted = statsToCounters(version1('2026-08-23T10:00:09Z', 1e8, 5))!;
		expect(countersToSample(restarted, earlier)).toMatchObject({cpuPercent: undefined, networkSentBytesPerSecond: undefined});
	});

	test('two readings of the same moment have no rates', () => {
		expect(countersToSample(earlier, earlier).cpuPercent).toBeUndefined();
	});
});
