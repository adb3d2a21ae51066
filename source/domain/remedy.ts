/**
What yolotop itself can do against what a rule found, readable by a program so that a key can offer it. An absent field stays as it is.
*/
export type Remedy =
	/** Start the training again from its last checkpoint with other settings; `shmSizeBytes`, `memoryBytes` and `gpus` need a new container. */
	| {
		readonly kind: 'relaunch';
		readonly batchSize?: number;
		readonly workers?: number;
		/** Pixels. */
		readonly imageSize?: number;
		readonly shmSizeBytes?: number;
		/** A higher limit that the machine has room for. */
		readonly memoryBytes?: number;
		readonly gpus?: 'all';
	}
	/** End the training after the last whole epoch before the time limit of its job. */
	| {readonly kind: 'stop-before-limit'}
	/** Something that a person runs, ready to be copied; never executed by yolotop unasked. */
	| {readonly kind: 'command'; readonly command: string};
