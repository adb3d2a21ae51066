/** Where the numbers of a run come from whose output is not the container's. */
export const observation = {
	'started-elsewhere': () => 'no live output: started by docker exec; from results.csv and the process',
	redirected: (path: string) => `output read from ${path}`,
	'log-driver': (driver: string) => `the log driver ${driver} keeps no output: history from results.csv, live from now on`,
	'run-chosen': () => 'from the files of the run directory',
	estimate: (epoch: string, percent: string) => `epoch ${epoch} about ${percent} by the clock (estimate)`,
	estimatedEpoch: (epoch: string) => `Est. ${epoch}`,
};
