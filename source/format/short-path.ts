import {displayWidth, truncate} from './display-width.ts';

/**
A path in at most `columns`: its end stays, because that is what tells runs apart (`…/exp12`). Folders are left out from the left; of a
last part that is too long itself the beginning stays.
*/
export function shortenPath(path: string, columns: number, ellipsis = '…'): string {
	if (displayWidth(path) <= columns) {
		return path;
	}

	// A path of Windows, which a run from there has in its settings.
	const separator = path.includes('/') ? '/' : '\\';
	const parts = path.split(separator).filter(part => part !== '');
	for (let first = 1; first < parts.length; first++) {
		const short = `${ellipsis}${separator}${parts.slice(first).join(separator)}`;
		if (displayWidth(short) <= columns) {
			return short;
		}
	}

	return truncate(parts.at(-1) ?? path, columns, ellipsis);
}
