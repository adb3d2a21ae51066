/**
Splits `a,"b,c",d=e` into its fields, quotes removed: the comma lists of --gpus and --mount.

@returns the fields, or undefined when a quote is not closed.
*/
export function splitCsvFields(text: string): string[] | undefined {
	const fields: string[] = [];
	let field = '';
	let isQuoted = false;
	for (const character of text) {
		if (character === '"') {
			isQuoted = !isQuoted;
		} else if (character === ',' && !isQuoted) {
			fields.push(field);
			field = '';
		} else {
			field += character;
		}
	}

	return isQuoted ? undefined : [...fields, field];
}

/** Splits `key=value` at the first sign; the value is undefined without one. */
export function splitKeyValue(field: string): [string, string | undefined] {
	const at = field.indexOf('=');
	return at === -1 ? [field, undefined] : [field.slice(0, at), field.slice(at + 1)];
}
