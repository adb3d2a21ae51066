/** A process that writes a run directory now. */
export type RunWriter =
	| {readonly kind: 'container'; readonly name: string; readonly id: string; /** Inside the container; undefined where it may not be looked into. */ readonly pid?: number}
	/** A job of a scheduler; `name` is its target, such as `slurm:12`. */
	| {readonly kind: 'job'; readonly name: string; readonly pid?: undefined}
	/** A plain process of this machine; `name` is its command. */
	| {readonly kind: 'process'; readonly name: string; readonly pid: number};
