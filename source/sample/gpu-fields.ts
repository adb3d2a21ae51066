import {toAmount, toFinite} from '../domain/possible-number.ts';
import type {GpuSample, ThrottleReason} from '../domain/sample.ts';

/** The fields of a GpuSample that one cell of nvidia-smi's answer fills. */
type FilledBy<T> = {readonly [K in keyof GpuSample]-?: Exclude<GpuSample[K], undefined> extends T ? T extends Exclude<GpuSample[K], undefined> ? K : never : never}[keyof GpuSample];

/** How the text of a cell becomes a value; undefined when it is none. */
type CellReader =
	| {readonly kind: 'text'; readonly target: FilledBy<string>}
	/** `factor` turns the unit of nvidia-smi into ours. */
	| {readonly kind: 'number'; readonly target: FilledBy<number>; readonly factor: number}
	| {readonly kind: 'throttle'; readonly target: 'throttleReasons'}
	| {readonly kind: 'switch'; readonly target: 'isMigEnabled'};

/** One column that is asked for. */
export type GpuField = {
	/** Names of the field, the newest first; an older driver knows only a later one. */
	readonly names: readonly [string, ...string[]];
	readonly reader: CellReader;
};

const mebibyte = 1024 ** 2;

const number = (target: FilledBy<number>, factor = 1): CellReader => ({kind: 'number', target, factor});
const text = (target: FilledBy<string>): CellReader => ({kind: 'text', target});

/**
THE table of what is asked of each GPU. Source: `nvidia-smi --help-query-gpu`, drivers 390 to 580.
*/
export const gpuFields: readonly GpuField[] = [
	{names: ['index'], reader: number('index')},
	{names: ['uuid'], reader: text('uuid')},
	{names: ['name'], reader: text('name')},
	{names: ['pci.bus_id'], reader: text('busId')},
	{names: ['driver_version'], reader: text('driverVersion')},
	{names: ['pstate'], reader: text('performanceState')},
	{names: ['utilization.gpu'], reader: number('utilisationPercent')},
	{names: ['utilization.memory'], reader: number('memoryUtilisationPercent')},
	{names: ['memory.used'], reader: number('memoryUsedBytes', mebibyte)},
	{names: ['memory.total'], reader: number('memoryTotalBytes', mebibyte)},
	{names: ['temperature.gpu'], reader: number('temperatureCelsius')},
	{names: ['power.draw'], reader: number('powerWatts')},
	{names: ['enforced.power.limit', 'power.limit'], reader: number('powerLimitWatts')},
	{names: ['fan.speed'], reader: number('fanPercent')},
	{names: ['clocks.sm'], reader: number('smClockMhz')},
	{names: ['clocks.max.sm'], reader: number('maxSmClockMhz')},
	{names: ['clocks.mem'], reader: number('memoryClockMhz')},
	{names: ['clocks_event_reasons.active', 'clocks_throttle_reasons.active'], reader: {kind: 'throttle', target: 'throttleReasons'}},
	{names: ['mig.mode.current'], reader: {kind: 'switch', target: 'isMigEnabled'}},
	{names: ['pcie.link.gen.current'], reader: number('pcieGeneration')},
	{names: ['pcie.link.width.current'], reader: number('pcieWidth')},
	{names: ['utilization.encoder'], reader: number('encoderPercent')},
];

/** What each bit of `clocks_event_reasons.active` stands for, from the lowest. Source: nvmlClocksEventReasons in nvml.h. */
const throttleBits: readonly ThrottleReason[] = [
	'gpu-idle',
	'applications-clocks-setting',
	'software-power-cap',
	'hardware-slowdown',
	'sync-boost',
	'software-thermal-slowdown',
	'hardware-thermal-slowdown',
	'hardware-power-brake',
	'display-clocks-setting',
];

/** The value of a cell; undefined when the driver does not say. */
export function readGpuCell(cell: string, reader: CellReader): string | number | boolean | readonly ThrottleReason[] | undefined {
	switch (reader.kind) {
		case 'text': {
			return isTold(cell) ? cell : undefined;
		}

		case 'number': {
			const value = cellToNumber(cell);
			const scaled = value === undefined ? undefined : value * reader.factor;
			// Only a temperature may be below zero.
			return reader.target === 'temperatureCelsius' ? toFinite(scaled) : toAmount(scaled);
		}

		case 'throttle': {
			return /^0x[\da-f]{1,16}$/i.test(cell)
				? throttleBits.filter((_, bit) => Math.floor(Number.parseInt(cell, 16) / (2 ** bit)) % 2 === 1)
				: undefined;
		}

		case 'switch': {
			return cell === 'Enabled' ? true : (cell === 'Disabled' ? false : undefined);
		}
	}
}

/** The number in a cell, with or without its unit, with a decimal point or comma; undefined for everything else. */
export function cellToNumber(cell: string): number | undefined {
	const match = /^(-?\d+(?:[,.]\d+)?)(?: ?(?:[%CW]|MHz|MiB))?$/.exec(cell);
	return match === null ? undefined : Number(match[1]!.replace(',', '.'));
}

/** Drivers write what they do not know in brackets or in one of these words. */
function isTold(cell: string): boolean {
	return cell !== '' && !/^(?:\[.*\]|n\/a|err!|unknown|unknown error|not supported)$/i.test(cell);
}
