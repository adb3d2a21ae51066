import type {Area, Pixels} from './pixels.ts';

type Weights = {readonly first: Int32Array; readonly weights: readonly Float32Array[]};

/** For each new pixel the old ones below it, and how much of each it covers. */
function weigh(start: number, length: number, from: number, to: number): Weights {
	const first = new Int32Array(to);
	const weights = Array.from({length: to}, (_, index) => {
		const begin = start + (index * length / to);
		const end = start + ((index + 1) * length / to);
		const low = Math.min(from - 1, Math.max(0, Math.floor(begin)));
		const high = Math.min(from, Math.max(low + 1, Math.ceil(end - 1e-6)));
		first[index] = low;
		const covered = Float32Array.from({length: high - low}, (__, step) => Math.max(1e-6, Math.min(end, low + step + 1) - Math.max(begin, low + step)));
		const sum = covered.reduce((total, weight) => total + weight, 0);
		return covered.map(weight => weight / sum);
	});
	return {first, weights};
}

/** A part of a picture in another size: each new pixel is the mean of all that it covers, so that no thin line is lost. */
export function scalePixels({width, height, channels, data}: Pixels, area: Area, size: {readonly width: number; readonly height: number}): Pixels {
	const across = weigh(area.x, area.width, width, size.width);
	const down = weigh(area.y, area.height, height, size.height);
	const scaled = new Uint8ClampedArray(size.width * size.height * 3);
	const row = new Float32Array(size.width * 3);
	for (let y = 0; y < size.height; y++) {
		row.fill(0);
		for (const [step, share] of down.weights[y]!.entries()) {
			addRow(row, {
				data, channels, at: (down.first[y]! + step) * width, share,
			}, across);
		}

		scaled.set(row, y * size.width * 3);
	}

	return {
		width: size.width, height: size.height, channels: 3, data: new Uint8Array(scaled),
	};
}

/** Adds an old row to a new one, in the share that the new one covers of it. */
function addRow(row: Float32Array, {data, channels, at, share}: {readonly data: Uint8Array; readonly channels: number; readonly at: number; readonly share: number}, {first, weights}: Weights): void {
	for (const [x, own] of weights.entries()) {
		let from = (at + first[x]!) * channels;
		for (const weight of own) {
			const part = weight * share;
			row[x * 3]! += data[from]! * part;
			row[(x * 3) + 1]! += data[from + 1]! * part;
			row[(x * 3) + 2]! += data[from + 2]! * part;
			from += channels;
		}
	}
}
