/** Panels of the overview that can be chosen, in reading order. */
export const overviewFocusOrder = ['happened', 'setup', 'quality', 'losses', 'machine', 'lastMinute', 'classes', 'notes', 'signs', 'epochs', 'lastWords', 'output'] as const;

export type OverviewFocus = (typeof overviewFocusOrder)[number];

/** What of the overview is shown. */
export type OverviewUi = {
	readonly focus: OverviewFocus;
	readonly isZoomed: boolean;
	/** First shown row of the epochs, the newest being 0. */
	readonly epochsTop: number;
	/** The epoch whose row is chosen while the epochs are in focus; the first row that is shown where undefined. */
	readonly epoch?: number;
};

export const initialOverviewUi: OverviewUi = {focus: 'quality', isZoomed: false, epochsTop: 0};
