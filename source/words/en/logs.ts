import {keyNameOf} from '../../keys/key-names.ts';
import {counted} from '../counted.ts';

/** The words of the log screen. */
export const logs = {
	empty: 'No output yet.',
	emptyDirectory: 'A run directory has no output: it stores results, not what was printed. Open its container or log file to read that.',
	nothingMatches: (filter: string) => `No line matches ${filter}`,
	errors: (count: number) => counted(count, 'error'),
	warnings: (count: number) => counted(count, 'warning'),
	jumpHint: ` (${keyNameOf('previous-problem')} goes there)  `,
	following: 'following',
	below: (count: string) => `${count} more below`,
	lines: (count: string) => counted(count, 'line'),
	droppedToo: (count: string) => `, ${counted(count, 'older one')} dropped`,
	search: (text: string) => `search ${text}: `,
	hit: (place: string, count: string) => `${place} of ${count}`,
	hits: (count: string) => counted(count, 'line'),
	filter: (text: string, count: string) => `filter ${text}: ${counted(count, 'line')}`,
	selected: (count: string) => `${counted(count, 'line')} selected`,
	scrolled: (columns: number) => `from column ${columns + 1}`,
	badExpression: (problem: string) => `not a regular expression: ${problem}`,
	times: (count: number) => `x ${count}`,
	notice: {
		'wrapped-down': 'from the top again',
		'wrapped-up': 'from the end again',
		'not-found': 'not found',
		'no-search': `nothing to search for yet: ${keyNameOf('search-log')} starts a search`,
		'no-problems': 'no errors and no warnings so far',
		'is-wrapped': `long lines are wrapped: ${keyNameOf('switch-wrap')} scrolls them sideways instead`,
		'no-times': 'this source does not say when a line was printed',
	},
	saved: (path: string) => `saved to ${path}`,
	prompt: {search: 'Search:', filter: 'Only lines with:', save: 'Save the log as:'},
};
