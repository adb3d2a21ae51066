import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	gpuQueryArguments,
	initialQuery,
	parseCudaVersion,
	parseGpuLine,
	parseMigDevices,
	parseProcessLines,
	withoutRefusedField,
	type QueriedField,
} from '../../source/sample/nvidia-smi-csv.ts';

const mebibyte = 1024 ** 2;

/** Rows in the shape of real boards, in the order of the query. */
const rows = {
	h200: '0, GPU-9c1d1f4e-0000-0000-0000-000000000000, NVIDIA H200, 00000000:18:00.0, 570.86.15, P0, 97, 61, 90412, 143771, 54, 612.44, 700.00, [N/A], 1980, 1980, 3201, 0x0000000000000004, Disabled, 5, 16, 12',
	laptop: '0, GPU-5f0b4b3a-0000-0000-0000-000000000000, NVIDIA GeForce MX450, 00000000:01:00.0, 551.61, P0, 88, 40, 1730, 2048, 71, [N/A], [N/A], [N/A], 1575, 2100, 5001, 0x0000000000000020, [N/A], 3, 4, [N/A]',
	earlyWsl: '0, GPU-5f0b4b3a-0000-0000-0000-000000000000, NVIDIA GeForce GTX 1650 Ti with Max-Q Design, 00000000:01:00.0, 510.06, P8, ERR!, ERR!, 900, 4096, 43, 3.41, [Unknown Error], [Unknown Error], 300, 2100, 405, [Not Supported], [N/A], [N/A], [N/A], [N/A]',
	mig: '3, GPU-7d0a77aa-0000-0000-0000-000000000000, NVIDIA A800-SXM4-80GB, 00000000:18:00.0, 535.86.10, P0, [N/A], [N/A], 36537, 81920, 33, 87.06, 400.00, [N/A], 1410, 1410, 1593, 0x0000000000000000, Enabled, [N/A], [N/A], [N/A]',
	integrated: '0, GPU-1e6f8c00-0000-0000-0000-000000000000, NVIDIA GB10, 0000000F:01:00.0, 580.95.05, P0, 96, 0, [N/A], [N/A], 72, 61.20, [N/A], [N/A], 2418, 3003, [N/A], 0x0000000000000000, [N/A], [N/A], [N/A], [N/A]',
	mined: '1, GPU-2, NVIDIA GeForce RTX 3080, 00000000:0A:00.0, 471.11, P3, [N/A], [N/A], 9029, 10240, 54, [N/A], [N/A], [N/A], [N/A], [N/A], [N/A], [N/A], [N/A], [N/A], [N/A], [N/A]',
	reset: '2, GPU-3, Tesla V100-SXM2-32GB, 00000000:3D:00.0, 450.80.02, [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset], [GPU requires reset]',
	comma: '0, GPU-5, NVIDIA GeForce RTX 3060 Laptop GPU, 00000000:01:00.0, 546.80, P8, 3, 1, 816, 6144, 54, 16,23, 80,00, [N/A], 210, 2100, 405, 0x0000000000000001, [N/A], [N/A], [N/A], [N/A]',
	grid: '0, GPU-6, GRID T4-2Q, 00000000:02:00.0, 525.85.12, P0, 7, 0, 402, 2048, [N/A], [N/A], [N/A], [N/A], 585, 1590, 5000, [N/A], [N/A], [N/A], [N/A], [N/A]',
	noPermission: '0, GPU-7, NVIDIA A100-SXM4-40GB MIG 3g.20gb, 00000000:07:00.0, 535.86.10, P0, [N/A], [N/A], [Insufficient Permissions], [Insufficient Permissions], [Insufficient Permissions], [Insufficient Permissions], [Insufficient Permissions], [N/A], [N/A], [N/A], [N/A], [N/A], Enabled, [N/A], [N/A], [N/A]',
	deprecated: '0, GPU-8, NVIDIA RTX PRO 6000, 00000000:41:00.0, 580.65, P1, 12, 4, 10, 97887, 33, 61.1, 600.00, 30, 1200, 3090, 14001, [Requested functionality has been deprecated], [N/A], [N/A], [N/A], [N/A]',
	old: '0, GPU-4, GeForce GTX 1080 Ti, 00000000:65:00.0, 390.87, P2, 100, 83, 10821, 11175, 84, 248.13, 250.00, 71, 1657, 1911, 5005, 0x0000000000000064, [Not Supported], 3, 16, [N/A]',
};

test.each([
	['| NVIDIA-SMI 550.54.14    Driver Version: 550.54.14    CUDA Version: 12.4     |', '12.4'],
	['| NVIDIA-SMI 590.44    KMD Version: 590.44    CUDA UMD Version: 13.1     |', '13.1'],
	['| NVIDIA-SMI 390.87    Driver Version: 390.87 |', undefined],
	['| NVIDIA-SMI 550.54    Driver Version: 550.54    CUDA Version: N/A |', undefined],
])('the CUDA of %s is %s', (output, expected) => {
	expect(parseCudaVersion(output)).toBe(expected);
});

describe('parseGpuLine', () => {
	test.each([
		['a server board', rows.h200, {
			utilisationPercent: 97, memoryUsedBytes: 90_412 * mebibyte, memoryTotalBytes: 143_771 * mebibyte, powerWatts: 612.44, fanPercent: undefined, throttleReasons: ['software-power-cap'], isMigEnabled: false, pcieGeneration: 5, pcieWidth: 16, encoderPercent: 12,
		}],
		['a laptop under WSL', rows.laptop, {
			name: 'NVIDIA GeForce MX450', utilisationPercent: 88, memoryTotalBytes: 2048 * mebibyte, powerWatts: undefined, throttleReasons: ['software-thermal-slowdown'], isMigEnabled: undefined,
		}],
		['an early driver under WSL', rows.earlyWsl, {
			utilisationPercent: undefined, memoryUsedBytes: 900 * mebibyte, powerWatts: 3.41, powerLimitWatts: undefined, throttleReasons: undefined,
		}],
		['MIG on', rows.mig, {
			index: 3, utilisationPercent: undefined, memoryUsedBytes: 36_537 * mebibyte, throttleReasons: [], isMigEnabled: true,
		}],
		['memory shared with the processor', rows.integrated, {utilisationPercent: 96, memoryUsedBytes: undefined, memoryTotalBytes: undefined}],
		['a driver that tells only the memory', rows.mined, {index: 1, utilisationPercent: undefined, memoryUsedBytes: 9029 * mebibyte}],
		['a board that needs a reset', rows.reset, {
			index: 2, utilisationPercent: undefined, performanceState: undefined, temperatureCelsius: undefined,
		}],
		['a decimal comma', rows.comma, {
			name: 'NVIDIA GeForce RTX 3060 Laptop GPU', powerWatts: 16.23, powerLimitWatts: 80, smClockMhz: 210, throttleReasons: ['gpu-idle'],
		}],
		['a slice of a virtual board', rows.grid, {
			temperatureCelsius: undefined, utilisationPercent: 7, memoryTotalBytes: 2048 * mebibyte, throttleReasons: undefined,
		}],
		['a part of MIG in a container', rows.noPermission, {
			name: 'NVIDIA A100-SXM4-40GB MIG 3g.20gb', memoryUsedBytes: undefined, memoryTotalBytes: undefined, isMigEnabled: true,
		}],
		['a field of the past', rows.deprecated, {throttleReasons: undefined, memoryUsedBytes: 10 * mebibyte, fanPercent: 30}],
		['an old driver', rows.old, {fanPercent: 71, throttleReasons: ['software-power-cap', 'software-thermal-slowdown', 'hardware-thermal-slowdown']}],
	])('%s', (_, line, expected) => {
		expect(parseGpuLine(line, initialQuery)).toMatchObject(Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)));
		for (const [field, value] of Object.entries(expected)) {
			expect(parseGpuLine(line, initialQuery)![field as 'index'], field).toEqual(value);
		}
	});

	test('what is not known keeps the words of the driver', () => {
		expect(parseGpuLine(rows.earlyWsl, initialQuery)!.unknownReasons).toEqual({
			utilisationPercent: 'ERR!',
			memoryUtilisationPercent: 'ERR!',
			encoderPercent: '[N/A]',
			powerLimitWatts: '[Unknown Error]',
			fanPercent: '[Unknown Error]',
			throttleReasons: '[Not Supported]',
			isMigEnabled: '[N/A]',
			pcieGeneration: '[N/A]',
			pcieWidth: '[N/A]',
		});
	});

	test('a name may hold a comma', () => {
		expect(parseGpuLine(rows.old.replace('GeForce GTX 1080 Ti', 'Board, Rev 2'), initialQuery)).toMatchObject({name: 'Board, Rev 2', utilisationPercent: 100});
	});

	test('figures with units are read too', () => {
		const query = initialQuery.filter(field => ['index', 'memory.used', 'utilization.gpu', 'power.draw'].includes(field.name));
		expect(parseGpuLine('0, 45 %, 1024 MiB, 12.50 W', query)).toEqual({
			index: 0, utilisationPercent: 45, memoryUsedBytes: 1024 * mebibyte, powerWatts: 12.5,
		});
	});

	test.each([
		[''],
		['NVIDIA-SMI has failed because it couldn\'t communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.'],
		['No devices were found'],
		['Failed to initialize NVML: Driver/library version mismatch'],
		['Unable to determine the device handle for GPU0000:65:00.0: Unknown Error'],
		['WARNING: infoROM is corrupted at gpu 0000:02:00.0'],
		['Field "clocks_event_reasons.active" is not a valid field to query.'],
		['Unable to determine the device handle for GPU 0000:0A:00.0: GPU is lost.  Reboot the system to recover this GPU'],
		[rows.old.slice(0, 60)],
		[','.repeat(initialQuery.length - 1)],
	])('is no row: %s', line => {
		expect(parseGpuLine(line, initialQuery)).toBeUndefined();
	});

	test('never throws and never makes a number of a word', () => {
		fc.assert(fc.property(fc.array(fc.string(), {minLength: initialQuery.length, maxLength: initialQuery.length}), cells => {
			const gpu = parseGpuLine(cells.join(', '), initialQuery);
			expect(Object.values(gpu ?? {}).every(value => typeof value !== 'number' || Number.isFinite(value))).toBe(true);
		}));
	});
});

describe('withoutRefusedField', () => {
	const refuse = (query: readonly QueriedField[], name: string): readonly QueriedField[] | undefined =>
		withoutRefusedField(query, `Field "${name}" is not a valid field to query.\n\n`);

	test('takes the older name of a field, then drops it', () => {
		const older = refuse(initialQuery, 'clocks_event_reasons.active')!;
		expect(gpuQueryArguments(older)[0]).toContain('clocks_throttle_reasons.active');
		expect(gpuQueryArguments(older)[0]).not.toContain('clocks_event_reasons');
		expect(gpuQueryArguments(refuse(older, 'clocks_throttle_reasons.active')!)[0]).not.toContain('reasons');
	});

	test('drops one field after another until none is left', () => {
		let query: readonly QueriedField[] | undefined = initialQuery;
		let refusals = 0;
		while (query !== undefined && query.length > 0) {
			query = refuse(query, query[0]!.name);
			refusals++;
		}

		expect(query).toEqual([]);
		expect(refusals).toBe(initialQuery.reduce((sum, field) => sum + field.names.length, 0));
	});

	test('quotation marks of another kind', () => {
		expect(withoutRefusedField(initialQuery, 'Field “mig.mode.current” is not a valid field to query.')?.some(({name}) => name.startsWith('mig'))).toBe(false);
	});

	test('other output is no refusal', () => {
		expect(withoutRefusedField(initialQuery, 'No devices were found')).toBeUndefined();
		expect(refuse(initialQuery, 'not.asked')).toBeUndefined();
	});
});

describe('parseProcessLines', () => {
	test('rows by GPU; figures that the driver keeps to itself are unknown', () => {
		expect(parseProcessLines([
			'GPU-a, 4711, 3021, python3',
			'GPU-a, 4712, [N/A], /opt/tools/a, b',
			'GPU-b, 99, 12, [Not Found]',
			'[N/A], 5, [Insufficient Permissions], C',
			'',
			'No running processes found',
		].join('\n'))).toEqual({
			'GPU-a': [{pid: 4711, name: 'python3', memoryUsedBytes: 3021 * mebibyte}, {pid: 4712, name: '/opt/tools/a,b', memoryUsedBytes: undefined}],
			'GPU-b': [{pid: 99, name: undefined, memoryUsedBytes: 12 * mebibyte}],
			'': [{pid: 5, name: 'C', memoryUsedBytes: undefined}],
		});
	});
});

describe('parseMigDevices', () => {
	test('names of the first drivers with MIG, and of parts with media engines', () => {
		expect(parseMigDevices([
			'GPU 0: A100-SXM4-40GB (UUID: GPU-aa)',
			'  MIG 1g.5gb Device 0: (UUID: MIG-GPU-aa/7/0)',
			'  MIG 1g.10gb+me  Device  1: (UUID: MIG-12)',
		].join('\n'))).toEqual({'GPU-aa': [{profile: '1g.5gb', uuid: 'MIG-GPU-aa/7/0'}, {profile: '1g.10gb+me', uuid: 'MIG-12'}]});
	});

	test('parts belong to the GPU above them', () => {
		expect(parseMigDevices([
			'GPU 0: NVIDIA A100-SXM4-40GB (UUID: GPU-aa)',
			'  MIG 3g.20gb     Device  0: (UUID: MIG-11)',
			'  MIG 1g.5gb      Device  1: (UUID: MIG-12)',
			'GPU 1: NVIDIA A100-SXM4-40GB (UUID: GPU-bb)',
		].join('\n'))).toEqual({'GPU-aa': [{profile: '3g.20gb', uuid: 'MIG-11'}, {profile: '1g.5gb', uuid: 'MIG-12'}]});
	});
});
