/**
Changes top-level values of an opt.yaml and leaves every other byte as it is: comments, order, nested blocks. Numbers stay
numbers, everything else is quoted, because `0` as a device must stay text.
*/
export function editSettingsFile(text: string, changes: Readonly<Record<string, string>>): string {
	const newline = text.includes('\r\n') ? '\r\n' : '\n';
	const lines = text.split(/\r?\n/);
	const left = new Map(Object.entries(changes));
	const edited = lines.map(line => {
		const key = /^([a-z_]\w*):(?:\s|$)/i.exec(line)?.[1];
		const value = key === undefined ? undefined : left.get(key);
		if (key === undefined || value === undefined) {
			return line;
		}

		left.delete(key);
		return `${key}: ${toYaml(key, value)}`;
	});
	const added = Array.from(left, ([key, value]) => `${key}: ${toYaml(key, value)}`);
	if (added.length === 0) {
		return edited.join(newline);
	}

	const body = edited.at(-1) === '' ? edited.slice(0, -1) : edited;
	return [...body, ...added, ''].join(newline);
}

function toYaml(key: string, value: string): string {
	return key !== 'device' && /^-?\d+(?:\.\d+)?$/.test(value) ? value : `'${value.replaceAll('\'', '\'\'')}'`;
}
