/** What of the list of containers and runs is shown. */
export type RunsUi = {
	/** First shown line. */
	readonly top: number;
};

export const initialRunsUi: RunsUi = {top: 0};
