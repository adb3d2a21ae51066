import {displayWidth, truncate} from './display-width.ts';

/** Programs that only run a script: the script says more. */
const interpreter = /^(?:python[\d.]*|uv|poetry|env|bash|sh)$/;

/**
A command line in at most `columns`: of every path the last part, and of `python /long/path/train.py` the script. What has no room at the
end is left out.
*/
export function shortenCommand(command: string, columns: number, ellipsis = '…'): string {
	if (displayWidth(command) <= columns) {
		return command;
	}

	const words = command.split(/\s+/).filter(word => word !== '').map(word => lastParts(word));
	const script = interpreter.test(words[0] ?? '') ? words.findIndex(word => /\.(?:py|sh)$/.test(word)) : 0;
	return truncate(words.slice(Math.max(0, script)).join(' '), columns, ellipsis);
}

/** The last part of a path, also behind `--option=` and `data=`; everything else as it is. */
function lastParts(word: string): string {
	const [, option = '', path = ''] = /^([^/=]*=)?(.*)$/s.exec(word) ?? [];
	return path.includes('/') && !path.includes('://') ? option + (path.split('/').findLast(part => part !== '') ?? path) : word;
}
