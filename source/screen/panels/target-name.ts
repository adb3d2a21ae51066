import type {Target} from '../../domain/target.ts';
import {truncate} from '../../format/display-width.ts';
import {shortenCommand} from '../../format/short-command.ts';
import {shortenPath} from '../../format/short-path.ts';

/** What is watched, in at most `columns`: of a path its end, of a command its script. Empty while it is not known. */
export function targetName(target: Target | undefined, columns: number, ellipsis?: string): string {
	switch (target?.kind) {
		case 'process': {
			return shortenCommand(target.name, columns, ellipsis);
		}

		case 'file':
		case 'directory': {
			return shortenPath(target.name, columns, ellipsis);
		}

		case 'container':
		case 'stdin':
		case 'job':
		case 'demo': {
			return truncate(target.name, columns, ellipsis);
		}

		case undefined: {
			return '';
		}
	}
}
