import {unknownSign} from './number.ts';

const decimalUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;
const binaryUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Shows a size in decimal units with three significant digits: `999 B`, `3.70 MB`, `1.03 GB`. */
export function bytesToText(bytes: number | undefined): string {
	return scale(bytes, 1000, decimalUnits);
}

/** Shows a size in binary units, as Docker and the kernel count memory: `64.0 MiB`, `16.0 GiB`. */
export function bytesToBinaryText(bytes: number | undefined): string {
	return scale(bytes, 1024, binaryUnits);
}

/** Shows a size as Docker and PyTorch count it, as short as it goes: `64 MiB`, `1.5 GiB`. */
export function bytesToShortText(bytes: number): string {
	return bytes >= gibibyte ? `${Number((bytes / gibibyte).toPrecision(3))} GiB` : `${Number((bytes / mebibyte).toPrecision(3))} MiB`;
}

/** Shows a part of a size with the unit once: `1.36 / 2.00 GiB`, `151 / 1024 MiB`. */
export function bytesOfBytes(used: number | undefined, total: number): string {
	const isLarge = total > gibibyte;
	const unit = isLarge ? gibibyte : mebibyte;
	const show = (bytes: number | undefined): string => isSize(bytes) ? (isLarge ? threeDigits(bytes / unit) : (bytes / unit).toFixed(bytes / unit < 9.95 ? 1 : 0)) : unknownSign;
	return `${show(used)} / ${show(total)} ${isLarge ? 'GiB' : 'MiB'}`;
}

/**
Shows a size as the GPU_mem column does: `1.03G`, `0G`.
Source: `f'{torch.cuda.memory_reserved() / 1E9:.3g}G'` in YOLOv5 and Ultralytics 8.
*/
export function bytesToFrameworkText(bytes: number | undefined): string {
	return isSize(bytes) ? `${Number((bytes / 1e9).toPrecision(3))}G` : unknownSign;
}

function scale(bytes: number | undefined, base: number, units: readonly string[]): string {
	if (!isSize(bytes)) {
		return unknownSign;
	}

	let value = bytes;
	let index = 0;
	// 999.5 would be shown as 1000 with three digits.
	while (value >= (index === 0 ? base : base - 0.5) && index < units.length - 1) {
		value /= base;
		index++;
	}

	return `${index === 0 ? Math.round(value) : threeDigits(value)} ${units[index]!}`;
}

function threeDigits(value: number): string {
	return value >= 99.95 ? value.toFixed(0) : value.toFixed(value >= 9.995 ? 1 : 2);
}

function isSize(bytes: number | undefined): bytes is number {
	return bytes !== undefined && Number.isFinite(bytes) && bytes >= 0;
}
