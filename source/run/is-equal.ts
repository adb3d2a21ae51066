/** Whether two plain values (JSON with NaN and Infinity) are the same; an absent key equals an undefined one. */
export function isEqual(one: unknown, other: unknown): boolean {
	if (Object.is(one, other)) {
		return true;
	}

	if (!isObject(one) || !isObject(other) || Array.isArray(one) !== Array.isArray(other)) {
		return false;
	}

	return Object.keys(one).every(key => isEqual(one[key], other[key]))
		&& Object.keys(other).every(key => other[key] === undefined || Object.hasOwn(one, key));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
