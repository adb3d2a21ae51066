/** What of the table by class is shown. */
export type ClassesUi = {
	/** First shown row. */
	readonly top: number;
};

export const initialClassesUi: ClassesUi = {top: 0};
