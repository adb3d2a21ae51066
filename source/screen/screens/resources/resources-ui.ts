/** What of the machine is shown. */
export type ResourcesUi = {
	/** First shown line. */
	readonly top: number;
};

export const initialResourcesUi: ResourcesUi = {top: 0};
