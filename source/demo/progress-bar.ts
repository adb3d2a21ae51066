const cellCount = 10;

/** A full block, then one to seven eighths. */
const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** `MM:SS`, from an hour on `H:MM:SS`. */
export function clock(ms: number): string {
	const seconds = Math.floor(ms / 1000);
	const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
	const two = (value: number) => String(value).padStart(2, '0');
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

/**
What comes after the description of a bar. Source: YOLOv5 v7.0, bar format `{l_bar}{bar:10}| {n_fmt}/{total_fmt} {elapsed}`.
*/
export function barText(done: number, total: number, elapsedMs: number): string {
	const filled = Math.floor(cellCount * 8 * done / total);
	const bar = `${'█'.repeat(Math.floor(filled / 8))}${eighths[filled % 8]}`;
	return `${String(Math.round(100 * done / total)).padStart(3)}%|${bar.padEnd(cellCount)}| ${done}/${total} ${clock(elapsedMs)}`;
}
