/**
What yolotop looks at. `name` is what the person typed or picked and is shown in the header; `profile` is
the profile of the settings file that the container was started from. `command` is the program and its arguments.
*/
export type Target =
	| {readonly kind: 'container'; readonly name: string; readonly id: string; readonly image?: string; readonly profile?: string}
	| {readonly kind: 'file'; readonly name: string; readonly path: string}
	| {readonly kind: 'directory'; readonly name: string; readonly path: string}
	| {readonly kind: 'stdin'; readonly name: string}
	| {readonly kind: 'process'; readonly name: string; readonly pid?: number; readonly command?: readonly string[]}
	/** Of a scheduler; `name` is `slurm:JOBID` or `slurm:HOST/JOBID`. */
	| {readonly kind: 'job'; readonly name: string; readonly id: string; readonly host?: string}
	| {readonly kind: 'demo'; readonly name: string};

/** The container's own name in that of a target, as the docker command takes it: without its host and its run. */
export const containerNameIn = (name: string): string => /^(?:[^/:]+\/)?([^/:]+)/.exec(name)?.[1] ?? name;
