/** A piece of output, and how long after the piece before it is printed. */
export type DemoOutput = {
	readonly text: string;
	readonly afterMs: number;
};
