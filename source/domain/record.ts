/** A record with a value for each name. */
export function toRecord<Name extends string, Value>(names: readonly Name[], valueOf: (name: Name) => Value): Readonly<Record<Name, Value>> {
	return Object.fromEntries(names.map(name => [name, valueOf(name)])) as Record<Name, Value>;
}

/** The names of a record whose names the type knows all. */
export function namesOf<Name extends string>(record: Readonly<Record<Name, unknown>>): readonly Name[] {
	return Object.keys(record) as Name[];
}

/** The same names with other values. */
export function mapValues<Name extends string, Before, After>(record: Readonly<Record<Name, Before>>, change: (value: Before, name: Name) => After): Readonly<Record<Name, After>> {
	return toRecord(namesOf(record), name => change(record[name], name));
}
