type Rgb = readonly [red: number, green: number, blue: number];

const cubeSteps = [0, 95, 135, 175, 215, 255];

/** Source: xterm's palette of 256 from 16 on, a cube of 6 x 6 x 6 and a ramp of greys. */
function toRgb(index: number): Rgb {
	const grey = 8 + ((index - 232) * 10);
	const place = index - 16;
	return index >= 232 ? [grey, grey, grey] : [cubeSteps[Math.floor(place / 36)]!, cubeSteps[Math.floor(place / 6) % 6]!, cubeSteps[place % 6]!];
}

const smoothSteps = 8;

/** The SGR parameters of eight steps from the first to the last colour of a ramp, for terminals with 24-bit colours; a ramp of one colour stays one. */
export function smoothRamp(ramp: readonly number[]): readonly string[] {
	const colors = ramp.map(index => toRgb(index));
	return Array.from({length: colors.length < 2 ? colors.length : smoothSteps}, (_, step) => {
		const place = (step / (smoothSteps - 1)) * (colors.length - 1);
		const from = colors[Math.floor(place)]!;
		const to = colors[Math.ceil(place)]!;
		return `38;2;${from.map((part, index) => Math.round(part + ((to[index]! - part) * (place % 1)))).join(';')}`;
	});
}
