const sixteen = ['#1c1c1c', '#d75f5f', '#87af5f', '#d7af5f', '#5f87d7', '#af87af', '#5fafaf', '#bcbcbc', '#767676', '#ff8787', '#afd787', '#ffd787', '#87afff', '#d7afd7', '#87d7d7', '#eeeeee'];
const steps = [0, 95, 135, 175, 215, 255];

/** The colour of an index of the 256-colour palette as `#rrggbb`. Source: xterm's default palette from 16 on. */
export function paletteColor(index: number): string {
	if (index < 16) {
		return sixteen[index] ?? '#bcbcbc';
	}

	if (index >= 232) {
		return toHex([8 + ((index - 232) * 10), 8 + ((index - 232) * 10), 8 + ((index - 232) * 10)]);
	}

	const cube = index - 16;
	return toHex([steps[Math.floor(cube / 36)]!, steps[Math.floor(cube / 6) % 6]!, steps[cube % 6]!]);
}

function toHex(parts: readonly number[]): string {
	return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}
