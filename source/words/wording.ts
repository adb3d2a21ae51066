/** The shape of a table's words without their literal values, so that a translation may differ in wording only. */
export type Wording<T> = {
	readonly [K in keyof T]: T[K] extends (...parameters: infer P) => string ? (...parameters: P) => string
		: T[K] extends string ? string
			: Wording<T[K]>;
};
