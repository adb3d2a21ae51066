/** The last parts of a path by which it is distinguished from the others: as few as do, at least so many; the whole path where none do. */
export function distinctTail(directory: string, others: readonly string[], least: number): string {
	const parts = directory.split('/');
	const rest = others.filter(other => other !== directory).map(other => other.split('/'));
	const tail = (path: readonly string[], count: number) => path.slice(-count).join('/');
	for (let count = least; count < parts.length; count++) {
		if (rest.every(other => tail(other, count) !== tail(parts, count))) {
			return tail(parts, count);
		}
	}

	return directory;
}
