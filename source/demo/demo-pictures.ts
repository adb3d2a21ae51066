import {encodePng} from '../graphics/encode-png.ts';
import {createRandom} from './random.ts';

/** Pixels of a drawing; a colour is a hexadecimal number. */
type Canvas = {
	readonly fill: (x: number, y: number, width: number, height: number, color: number) => void;
	readonly frame: (x: number, y: number, width: number, height: number, color: number) => void;
	readonly write: (x: number, y: number, text: string, color: number) => void;
	readonly toPng: () => Uint8Array;
};

/** Six rows of three pixels for each letter that is written, a digit for a row. */
/* eslint-disable @typescript-eslint/naming-convention -- letters */
const letters: Readonly<Record<string, string>> = {
	A: '757755', D: '655556', E: '746447', I: '722227', L: '444447', M: '577555', S: '744117', T: '722222', U: '555557', ' ': '000000',
};
/* eslint-enable @typescript-eslint/naming-convention */

function createCanvas(width: number, height: number, background: number): Canvas {
	const data = new Uint8Array(width * height * 3);
	const set = (x: number, y: number, color: number) => {
		if (x >= 0 && y >= 0 && x < width && y < height) {
			data.set([Math.floor(color / 65_536), Math.floor(color / 256) % 256, color % 256], ((y * width) + x) * 3);
		}
	};

	const fill: Canvas['fill'] = (left, top, columns, rows, color) => {
		for (let y = top; y < top + rows; y++) {
			for (let x = left; x < left + columns; x++) {
				set(x, y, color);
			}
		}
	};

	fill(0, 0, width, height, background);
	return {
		fill,
		frame(x, y, columns, rows, color) {
			fill(x, y, columns, 2, color);
			fill(x, y + rows - 2, columns, 2, color);
			fill(x, y, 2, rows, color);
			fill(x + columns - 2, y, 2, rows, color);
		},
		write(left, top, text, color) {
			for (const [place, letter] of [...text].entries()) {
				for (const [row, digit] of [...letters[letter]!].entries()) {
					for (const [column, bit] of [4, 2, 1].entries()) {
						if (Math.floor(Number(digit) / bit) % 2 === 1) {
							fill(left + (place * 8) + (column * 2), top + (row * 2), 2, 2, color);
						}
					}
				}
			}
		},
		toPng: () => encodePng({
			width, height, channels: 3, data,
		}),
	};
}

const boxColors = [0xFF_38_38, 0xFF_9D_97, 0x48_F9_0A, 0x00_D4_BB];

/** A mosaic of images with boxes around what is in them; `miss` leaves out every so many boxes, as a model does. */
function drawMosaic(seed: number, miss = 0): Uint8Array {
	const canvas = createCanvas(256, 256, 0x72_72_72);
	const random = createRandom(seed);
	const between = (low: number, high: number) => Math.floor(low + (random() * (high - low)));
	let box = 0;
	for (const [left, top] of [[0, 0], [128, 0], [0, 128], [128, 128]] as const) {
		const shade = between(0x40, 0xA0);
		canvas.fill(left + 2, top + 2, 124, 124, (shade * 65_536) + ((shade + 16) * 256) + shade + 40);
		canvas.fill(left + 2, top + between(70, 90), 124, 30, 0x50_48_3C);
		for (let index = 0; index < 3; index++) {
			const [x, y, columns, rows] = [left + between(6, 70), top + between(24, 60), between(24, 50), between(30, 60)];
			canvas.fill(x + 6, y + 6, columns - 12, rows - 8, 0xE0_B0_20 + (index * 0x20));
			box++;
			if (miss === 0 || box % miss !== 0) {
				canvas.frame(x, y, columns, rows, boxColors[box % boxColors.length]!);
			}
		}
	}

	canvas.write(8, 8, 'SIMULATED', 0xFF_FF_FF);
	return canvas.toPng();
}

/** The matrix of five classes: what is right lies on the diagonal. */
function drawMatrix(): Uint8Array {
	const canvas = createCanvas(256, 224, 0xFF_FF_FF);
	const shares = [[0.9, 0.05, 0, 0.02, 0.1], [0.02, 0.8, 0.1, 0, 0.2], [0, 0.1, 0.6, 0, 0.1], [0.03, 0, 0, 0.85, 0.3], [0.05, 0.05, 0.3, 0.13, 0]];
	for (const [row, values] of shares.entries()) {
		for (const [column, share] of values.entries()) {
			const light = Math.round(247 - (share * 200));
			canvas.fill(48 + (column * 36), 12 + (row * 36), 35, 35, (light * 65_536) + ((light + 4) * 256) + 255);
		}
	}

	canvas.write(48, 204, 'SIMULATED', 0x20_20_20);
	return canvas.toPng();
}

/** Curves that fall or rise, as frameworks plot them. */
function drawCurves(): Uint8Array {
	const canvas = createCanvas(320, 192, 0xFF_FF_FF);
	for (let plot = 0; plot < 6; plot++) {
		const [left, top] = [8 + ((plot % 3) * 104), 8 + (Math.floor(plot / 3) * 84)];
		canvas.frame(left, top, 96, 76, 0xC0_C0_C0);
		for (let x = 0; x < 88; x++) {
			const fallen = Math.exp(-x / (14 + (plot * 4)));
			canvas.fill(left + 4 + x, top + 6 + Math.round((plot < 3 ? 1 - fallen : fallen) * 58), 2, 3, 0x1F_77_B4);
		}
	}

	canvas.write(8, 176, 'SIMULATED', 0x20_20_20);
	return canvas.toPng();
}

/** The pictures that a simulated training draws with its first epoch, and after its last; each says that it is simulated. */
export const demoPictures = {
	start: [{name: 'labels.jpg', draw: drawMatrix}, {name: 'train_batch0.jpg', draw: () => drawMosaic(1)}, {name: 'train_batch1.jpg', draw: () => drawMosaic(2)}],
	end: [
		{name: 'val_batch0_labels.jpg', draw: () => drawMosaic(3)},
		{name: 'val_batch0_pred.jpg', draw: () => drawMosaic(3, 4)},
		{name: 'confusion_matrix.png', draw: drawMatrix},
		{name: 'PR_curve.png', draw: drawCurves},
		{name: 'results.png', draw: drawCurves},
	],
} as const satisfies Readonly<Record<string, ReadonlyArray<{readonly name: string; readonly draw: () => Uint8Array}>>>;
