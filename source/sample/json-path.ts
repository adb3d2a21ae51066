/** The value at a path inside an answer of unknown shape; undefined where the path leads nowhere. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
	let current = value;
	for (const key of path) {
		if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) {
			return undefined;
		}

		current = (current as Record<string, unknown>)[key];
	}

	return current;
}

/** The finite number at a path; undefined when there is something else or nothing. */
export function numberAt(value: unknown, ...path: readonly string[]): number | undefined {
	const found = valueAt(value, ...path);
	return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** The text at a path; undefined when there is something else or nothing. */
export function stringAt(value: unknown, ...path: readonly string[]): string | undefined {
	const found = valueAt(value, ...path);
	return typeof found === 'string' ? found : undefined;
}
