import type {Look} from '../theme/look.ts';

type Rgb = readonly [red: number, green: number, blue: number];

/** From a dark to a bright pixel, by how much of the cell is filled. */
const shades = ' .:-=+*#%@';

/** Source: xterm's palette of 256 from 16 on. */
const cubeSteps = [0, 95, 135, 175, 215, 255];

/** Source: xterm's first sixteen colours. */
const sixteen: readonly Rgb[] = [[0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229], [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255], [255, 255, 255]];

const distance = (one: Rgb, other: Rgb) => ((one[0] - other[0]) ** 2) + ((one[1] - other[1]) ** 2) + ((one[2] - other[2]) ** 2);

const stepOf = (value: number) => value < 48 ? 0 : (value < 115 ? 1 : Math.floor((value - 35) / 40));

/** The nearest of the colours from 16 to 255. */
function toPalette(color: Rgb): number {
	const steps = color.map(value => stepOf(value)) as unknown as Rgb;
	const cube = steps.map(step => cubeSteps[step]!) as unknown as Rgb;
	const grey = Math.max(0, Math.min(23, Math.round((((color[0] + color[1] + color[2]) / 3) - 8) / 10)));
	const level = 8 + (grey * 10);
	return distance(color, [level, level, level]) < distance(color, cube) ? 232 + grey : 16 + (36 * steps[0]) + (6 * steps[1]) + steps[2];
}

function toSixteen(color: Rgb): number {
	const distances = sixteen.map(other => distance(color, other));
	return distances.indexOf(Math.min(...distances));
}

/** Parameters of SGR for a pixel; `base` is 30 for the character and 40 for what is behind it. */
function parameters(color: Rgb, base: 30 | 40, {isTrueColor, depth}: Pick<Look, 'isTrueColor' | 'depth'>): string {
	if (isTrueColor) {
		return `${base + 8};2;${color.join(';')}`;
	}

	if (depth === '256') {
		return `${base + 8};5;${toPalette(color)}`;
	}

	const index = toSixteen(color);
	return String(base + index + (index < 8 ? 0 : 52));
}

/** Source: ITU-R BT.601 luma. */
const brightness = ([red, green, blue]: Rgb) => ((0.299 * red) + (0.587 * green) + (0.114 * blue)) / 255;

/**
Pixels as lines of so many columns: a cell has two of them, one above the other, in the colours that the look has; without colours or without
characters beyond ASCII a cell is as much filled as its pixels are bright.
*/
export function drawPixels(rgb: Uint8Array, columns: number, look: Look): readonly string[] {
	const at = (index: number): Rgb => [rgb[index * 3]!, rgb[(index * 3) + 1]!, rgb[(index * 3) + 2]!];
	const rows = Math.floor(rgb.length / 3 / columns / 2);
	return Array.from({length: rows}, (_, row) => {
		let line = '';
		let last = '';
		for (let column = 0; column < columns; column++) {
			const upper = at((row * 2 * columns) + column);
			const lower = at((((row * 2) + 1) * columns) + column);
			const {style, character} = drawCell(upper, lower, look);
			line += (style === last ? '' : `\u{1B}[${style}m`) + character;
			last = style;
		}

		return last === '' ? line : `${line}\u{1B}[0m`;
	});
}

function drawCell(upper: Rgb, lower: Rgb, look: Look): {readonly style: string; readonly character: string} {
	if (look.depth !== 'none' && look.chartStyle !== 'ascii') {
		return {style: `${parameters(upper, 30, look)};${parameters(lower, 40, look)}`, character: '▀'};
	}

	const mean = upper.map((value, index) => Math.round((value + lower[index]!) / 2)) as unknown as Rgb;
	const bright = brightness(mean);
	const filled = look.background === 'light' && look.depth === 'none' ? 1 - bright : bright;
	return {style: look.depth === 'none' ? '' : parameters(mean, 30, look), character: shades[Math.min(shades.length - 1, Math.floor(filled * shades.length))]!};
}
