import type {Frame} from './draw/panel.ts';

/** What a terminal of a size has room for, the largest first. */
export type Tier = {
	readonly name: 'XL' | 'L' | 'M' | 'S' | 'XS' | 'XXS';
	/** The least columns and rows of it. */
	readonly columns: number;
	readonly rows: number;
	/** How panels are set apart. */
	readonly frame: Frame;
	/** Rows of the progress on the overview, without its frame. */
	readonly progressRows: number;
};

/** THE table of sizes. Below the last one a few lines say the most important. */
const tiers: readonly Tier[] = [
	{
		name: 'XL', columns: 180, rows: 50, frame: 'box', progressRows: 3,
	},
	{
		name: 'L', columns: 150, rows: 42, frame: 'box', progressRows: 3,
	},
	{
		name: 'M', columns: 100, rows: 30, frame: 'box', progressRows: 2,
	},
	{
		name: 'S', columns: 66, rows: 20, frame: 'rule', progressRows: 2,
	},
	{
		name: 'XS', columns: 50, rows: 16, frame: 'rule', progressRows: 2,
	},
	{
		name: 'XXS', columns: 40, rows: 10, frame: 'none', progressRows: 2,
	},
];

/** The tier of a terminal; undefined where it is too small for panels. */
export function tierOf({columns, rows}: {readonly columns: number; readonly rows: number}): Tier | undefined {
	return tiers.find(tier => columns >= tier.columns && rows >= tier.rows);
}

/** The smallest one with panels. */
export const smallestTier: Tier = tiers.at(-1)!;
