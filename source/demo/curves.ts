import {type Random, spread} from './random.ts';

export type DemoClass = {
	readonly name: string;
	/** Labelled objects in the validation images. */
	readonly instances: number;
	/** What the best model reaches. */
	readonly precision: number;
	readonly recall: number;
	readonly map50: number;
	readonly map50To95: number;
};

export type DemoMetrics = Pick<DemoClass, 'precision' | 'recall' | 'map50' | 'map50To95'>;

/** In the order of YOLOv5. */
export const demoLossNames = ['box', 'obj', 'cls'] as const;

export type DemoLosses = Readonly<Record<typeof demoLossNames[number], number>>;

/** A data set of a building site as it is often met: two frequent classes, two rare ones, one of them never found. */
export const demoClasses: readonly DemoClass[] = [
	{
		name: 'Vest', instances: 113, precision: 0.844, recall: 0.867, map50: 0.902, map50To95: 0.487,
	},
	{
		name: 'helmet', instances: 115, precision: 0.786, recall: 0.809, map50: 0.826, map50To95: 0.379,
	},
	{
		name: 'noHelmet', instances: 21, precision: 1, recall: 0, map50: 0.172, map50To95: 0.0899,
	},
	{
		name: 'noVest', instances: 18, precision: 0.891, recall: 0.453, map50: 0.554, map50To95: 0.274,
	},
];

export const validationImages = 47;

/** How much is learned at a share of the training, 0 to 1: slow in the warm-up, quick, then flat. */
function learned(share: number, delay: number): number {
	const grow = (value: number) => 1 - Math.exp(-5 * Math.max(0, value - delay) / (1 - delay));
	return Math.max(0.008, grow(share) / grow(1));
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** Mean losses of a batch or an epoch. The share may be inside an epoch. */
export function lossesAt(share: number, random: Random): DemoLosses {
	const noise = () => 1 + (0.02 * spread(random));
	return {
		box: (0.0338 + (0.0802 * Math.exp(-4.2 * share))) * noise(),
		obj: (0.0231 + (0.0118 * Math.exp(-2.6 * share))) * noise(),
		cls: (0.0039 + (0.0391 * Math.exp(-6.5 * share))) * noise(),
	};
}

/** Metrics of each class after an epoch; frequent classes are learned first. `isFinal` gives those of best.pt. */
export function classMetricsAt(share: number, random: Random, isFinal: boolean): readonly DemoMetrics[] {
	return demoClasses.map(demoClass => {
		if (isFinal) {
			return demoClass;
		}

		const level = learned(share, demoClass.instances > 100 ? 0 : 0.06);
		const near = (best: number, amount: number) => clamp(best * level * (1 + (amount * spread(random))));
		const map50 = near(demoClass.map50, 0.06);
		return {
			// A class that is never reported has no false alarm: its precision is printed as 1.
			precision: demoClass.recall === 0 ? 1 : clamp(near(demoClass.precision, 0.08) + (0.05 * (1 - level) * random())),
			recall: near(demoClass.recall, 0.08),
			map50,
			map50To95: Math.min(map50, near(demoClass.map50To95, 0.05)),
		};
	});
}

/** The row `all`: the mean of the classes. */
export function meanMetrics(rows: readonly DemoMetrics[]): DemoMetrics {
	const mean = (pick: (row: DemoMetrics) => number) => rows.reduce((sum, row) => sum + pick(row), 0) / rows.length;
	return {
		precision: mean(row => row.precision), recall: mean(row => row.recall), map50: mean(row => row.map50), map50To95: mean(row => row.map50To95),
	};
}
