/** Panels of the overview that can be chosen, in that order. */
export const overviewFocusOrder = ['log', 'metrics', 'classes'] as const;

export type OverviewFocus = (typeof overviewFocusOrder)[number];

/** What of the overview is shown. */
export type OverviewUi = {
	readonly focus: OverviewFocus;
	readonly isZoomed: boolean;
	/** First shown row of the per-class table. */
	readonly classesTop: number;
	/** Number of the first shown log line, counted from the first line of the output; undefined follows the end. */
	readonly logTop?: number;
};

export const initialOverviewUi: OverviewUi = {focus: 'log', isZoomed: false, classesTop: 0};
