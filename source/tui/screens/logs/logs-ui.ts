/** What of the output is shown. */
export type LogsUi = {
	/** Number of the first shown line, counted from the first line of the output; undefined follows the end. */
	readonly top?: number;
};

export const initialLogsUi: LogsUi = {};
