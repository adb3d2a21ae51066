/** The row of a height from 0 at the bottom to 1 at the top, 0 at the top, where a row tells so many heights apart. */
export function rowOf(height: number, rows: number, dotsPerRow: number): number {
	return Math.min(rows - 1, Math.floor(Math.round((1 - height) * ((rows * dotsPerRow) - 1)) / dotsPerRow));
}
