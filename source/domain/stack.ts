/** Where the processes of a training are, or why nobody can ask them: nothing there runs the program that does, or the system has no /proc. */
export type StackReading = {readonly kind: 'read'; readonly processes: readonly ProcessStack[]} | {readonly kind: 'no-python'} | {readonly kind: 'only-linux'};

/** One call of a Python stack. */
export type StackFrame = {
	readonly file: string;
	readonly line: number;
	readonly function: string;
};

/** How a process answered: `silent` within half a second, `denied` because it is another user's, `none` because it runs without the probe. */
export type StackAnswer = 'stack' | 'silent' | 'denied' | 'none';

/** Where a process of a training is, as it was at one moment. */
export type ProcessStack = {
	/** Where it runs: inside its container, or on this machine. */
	readonly pid: number;
	readonly parent: number;
	/** Of a training on several GPUs; undefined where there is none. */
	readonly rank?: number;
	/** As /proc says it: R runs, S sleeps, D waits for a disk or a device, T is stopped. */
	readonly state: string;
	readonly answer: StackAnswer;
	/** The innermost first; empty where there is none. */
	readonly frames: readonly StackFrame[];
};
