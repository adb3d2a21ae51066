/** A question to the engine that was given up. */
export type Unanswered = {
	/** The word for the question, such as `top` or `logs`. */
	readonly operation: string;
	/** As it was asked about; undefined for a question about no container. */
	readonly container?: string;
};
