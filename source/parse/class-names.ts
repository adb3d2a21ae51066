import {parseDocument} from 'yaml';

/** Thousands of classes have some hundred kilobytes. In UTF-16 units. */
const maxFile = 1_000_000;
const maxClasses = 5000;

/**
The names of the classes by index in the description of a data set (data.yaml); undefined where it has none, or leaves an index out.

Source: `names` is a list, or a map from index to name (YOLOv5 v6.2 and Ultralytics 8.0 on).
*/
export function parseClassNames(text: string): readonly string[] | undefined {
	if (text.length > maxFile) {
		return undefined;
	}

	try {
		const {names}: {readonly names?: unknown} = parseDocument(text, {logLevel: 'silent', uniqueKeys: false}).toJS({maxAliasCount: 0}) as Record<string, unknown>;
		const list: unknown = Array.isArray(names) ? names : Object.values(names as Record<string, unknown>);
		const isWhole = Array.isArray(names) || Object.keys(names as Record<string, unknown>).every((key, index) => key === String(index));
		return isWhole && Array.isArray(list) && list.length > 0 && list.length <= maxClasses && list.every(name => typeof name === 'string' || typeof name === 'number') ? list.map(String) : undefined;
	} catch {
		return undefined;
	}
}
