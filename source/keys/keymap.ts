import type {KeyBinding, KeyCategory, KeyPlace} from './binding.ts';

type KeyRow<Command extends string = string> = Omit<KeyBinding<Command>, 'category' | 'places'>;

/** Rows that share the part of the help and the places. */
type KeyGroup<Category, Places, Rows> = {readonly category: Category; readonly places: Places; readonly rows: Rows};

const group = <const Category extends KeyCategory, const Places extends readonly KeyPlace[], const Rows extends readonly KeyRow[]>(
	category: Category,
	places: Places,
	rows: Rows,
): KeyGroup<Category, Places, Rows> => ({category, places, rows});

/** Moving in what is in focus. */
const moving = group('move', ['everywhere'], [
	{
		command: 'scroll-up', keys: ['up', 'k'], hint: 30, needsScroll: true,
	},
	{
		command: 'scroll-down', keys: ['down', 'j'], hint: 31, needsScroll: true,
	},
	{command: 'page-up', keys: ['pageup', 'ctrl+b'], needsScroll: true},
	{command: 'page-down', keys: ['pagedown', 'ctrl+f', 'space'], needsScroll: true},
	{command: 'scroll-to-start', keys: ['home', 'g'], needsScroll: true},
	{command: 'scroll-to-end', keys: ['end', 'G'], needsScroll: true},
]);

/** THE key table. Dispatch, footer, help overlay, palette, journal and the readme's list come from it. */
const groups = [
	// Leaving, help, and what is about yolotop itself.
	group('session', ['screens'], [
		{command: 'detach', keys: ['q'], hint: 1},
	]),
	group('session', ['always'], [
		{command: 'detach', keys: ['ctrl+c']},
	]),
	group('session', ['screens'], [
		{command: 'help', keys: ['?', 'h'], hint: 2},
		{command: 'palette', keys: [':'], hint: 3},
	]),
	group('session', ['always'], [
		{command: 'suspend', keys: ['ctrl+z']},
		{command: 'redraw', keys: ['ctrl+l']},
	]),

	// Which screen is shown, and how.
	group('screens', ['screens'], [
		{command: 'next-screen', keys: ['tab'], hint: 10},
		{command: 'previous-screen', keys: ['shift+tab']},
		{command: 'show-overview', keys: ['1']},
		{command: 'show-charts', keys: ['2']},
		{command: 'show-classes', keys: ['3']},
		{command: 'show-logs', keys: ['4']},
		{command: 'show-resources', keys: ['5']},
		{command: 'show-runs', keys: ['6']},
		{command: 'show-pictures', keys: ['7']},
	]),
	group('view', ['everywhere'], [
		{command: 'switch-language', keys: ['L'], hint: 90},
		{command: 'switch-theme', keys: ['t']},
	]),

	// What is done to the run and its container. Whatever can lose work asks first.
	group('run', ['screens'], [
		{
			command: 'stop', keys: ['s'], isDanger: true, hint: 12,
		},
		{command: 'pause', keys: ['p'], hint: 13},
		{command: 'resume', keys: ['r'], hint: 14},
	]),
	group('run', ['screens', 'pane'], [
		{
			command: 'relaunch', keys: ['e'], isDanger: true, hint: 15,
		},
	]),
	group('run', ['screens'], [
		{command: 'cancel-action', keys: ['x'], hint: 11},
		{command: 'validate', keys: ['V']},
		{command: 'tensorboard', keys: ['B']},
		{command: 'detect', keys: ['P']},
		{command: 'copy-out', keys: ['C']},
		{command: 'journal', keys: ['J']},
		{command: 'keep-going', keys: ['A']},
		{command: 'shell', keys: ['E']},
		{command: 'restart', keys: ['ctrl+r'], isDanger: true},
		{command: 'remove', keys: ['D'], isDanger: true},
	]),

	// The overview: which panel is in focus.
	group('move', ['overview'], [
		{command: 'focus-next', keys: ['right', 'o'], hint: 21},
		{command: 'focus-previous', keys: ['left', 'O'], hint: 20},
	]),
	group('view', ['overview'], [
		{command: 'open-panel', keys: ['enter']},
		{command: 'zoom', keys: ['f'], hint: 40},
		{command: 'leave-zoom', keys: ['escape', 'backspace']},
	]),

	// What is wrong, what can be done about it, and what the numbers mean.
	group('look', ['screens'], [
		{command: 'show-diagnoses', keys: ['!'], hint: 16},
		{command: 'show-doctor', keys: ['d']},
		{command: 'show-advice', keys: ['a']},
		{command: 'show-reading', keys: ['i']},
		{command: 'show-stacks', keys: ['K']},
	]),
	group('look', ['overview'], [
		{command: 'show-errors', keys: ['[']},
	]),
	group('look', ['screens', 'help'], [
		{command: 'show-explanations', keys: ['I'], hint: 17},
	]),
	group('look', ['pane'], [
		{command: 'explain-text', keys: ['?', 'I'], hint: 3},
	]),
	group('look', ['explain'], [
		{command: 'next-number', keys: ['right', 'n', 'tab'], hint: 3},
		{command: 'previous-number', keys: ['left', 'N', 'shift+tab'], hint: 2},
	]),

	// The list of containers and runs.
	group('runs', ['runs'], [
		{command: 'open-run', keys: ['enter'], hint: 5},
		{command: 'mark-run', keys: ['space'], hint: 6},
		{command: 'compare-runs', keys: ['c'], hint: 7},
		{command: 'filter-runs', keys: ['/'], hint: 8},
		{command: 'sort-runs', keys: ['o'], hint: 9},
		{command: 'group-runs', keys: ['v'], hint: 10},
		{command: 'fold-group', keys: ['left', '-']},
		{command: 'unfold-group', keys: ['right', '+']},
		{command: 'next-figure', keys: ['m'], hint: 18},
		{command: 'show-equal', keys: ['=']},
		{command: 'leave-comparison', keys: ['escape', 'backspace']},
	]),

	// The charts: which one, how it is drawn, and which values are read.
	group('charts', ['charts'], [
		{command: 'charts-left', keys: ['left', 'h'], hint: 20},
		{command: 'charts-right', keys: ['right', 'l'], hint: 21},
		{command: 'next-chart', keys: ['n'], hint: 29},
		{command: 'previous-chart', keys: ['N']},
		{command: 'enlarge-chart', keys: ['enter', 'f'], hint: 6},
		{command: 'show-wall', keys: ['w'], hint: 22},
		{command: 'zoom-in', keys: ['+', '='], hint: 26},
		{command: 'zoom-out', keys: ['-', '_'], hint: 27},
		{command: 'pan-left', keys: ['<', ',']},
		{command: 'pan-right', keys: ['>', '.']},
		{command: 'reset-chart', keys: ['0'], hint: 28},
		{command: 'switch-log-scale', keys: ['y'], hint: 23},
		{command: 'switch-smoothing', keys: ['m'], hint: 24},
		{command: 'switch-x-axis', keys: ['X'], hint: 25},
		{command: 'filter-charts', keys: ['/'], hint: 30},
		{command: 'leave-chart', keys: ['escape', 'backspace']},
	]),

	// The table by class: its order, which class is chosen, and what it is compared with.
	group('classes', ['classes'], [
		{command: 'show-class', keys: ['enter', 'f'], hint: 6},
		{command: 'sort-next', keys: ['right', 'o'], hint: 8},
		{command: 'sort-previous', keys: ['left'], hint: 7},
		{command: 'sort-reverse', keys: ['O'], hint: 33},
		{command: 'worst-first', keys: ['w'], hint: 32},
		{command: 'compare-classes', keys: ['v'], hint: 34},
		{command: 'show-matrix', keys: ['m'], hint: 9},
		{command: 'filter-classes', keys: ['/'], hint: 35},
		{command: 'leave-class', keys: ['escape', 'backspace']},
	]),

	// The pictures of the run: which one, and which part of it.
	group('pictures', ['pictures'], [
		{command: 'show-picture', keys: ['enter', 'f'], hint: 6},
		{command: 'next-picture', keys: ['n'], hint: 8},
		{command: 'previous-picture', keys: ['N'], hint: 9},
		{command: 'enlarge-picture', keys: ['+', '='], hint: 18},
		{command: 'shrink-picture', keys: ['-', '_'], hint: 19},
		{command: 'picture-left', keys: ['left'], hint: 20},
		{command: 'picture-right', keys: ['right'], hint: 21},
		{command: 'whole-picture', keys: ['0'], hint: 22},
		{command: 'switch-side', keys: ['v'], hint: 23},
		{command: 'leave-picture', keys: ['escape', 'backspace']},
	]),

	moving,

	// What is over the screen. Every command that Escape gives has another key too, because tmux holds Escape back for half a second by default.
	group('session', ['help'], [
		{command: 'close-overlay', keys: ['q', 'escape', 'backspace', '?', 'h', 'enter'], hint: 1},
		{command: 'search-help', keys: ['/'], hint: 2},
	]),
	group('session', ['pane'], [
		{command: 'close-overlay', keys: ['q', 'escape', 'backspace', 'enter'], hint: 1},
	]),
	group('session', ['explain'], [
		{command: 'close-overlay', keys: ['q', 'escape', 'backspace', 'enter', 'I', '?'], hint: 1},
	]),
	group('session', ['dialog'], [
		{command: 'close-overlay', keys: ['q', 'escape', 'backspace'], hint: 3},
		{command: 'next-choice', keys: ['tab', 'right', 'down'], hint: 1},
		{command: 'previous-choice', keys: ['shift+tab', 'left', 'up']},
	]),
	group('typing', ['dialog', 'prompt', 'palette', 'form'], [
		{command: 'accept', keys: ['enter'], hint: 2},
	]),
	group('typing', ['prompt', 'palette', 'form'], [
		{command: 'cancel-typing', keys: ['escape', 'ctrl+g'], hint: 3},
		{command: 'previous-entry', keys: ['up', 'shift+tab', 'ctrl+p']},
		{command: 'next-entry', keys: ['down', 'tab', 'ctrl+n']},
	]),

	// The log: finding, keeping and taking lines.
	group('logs', ['logs'], [
		{command: 'search-log', keys: ['/'], hint: 4},
		{command: 'next-hit', keys: ['n'], hint: 5},
		{command: 'previous-hit', keys: ['N'], hint: 6},
		{command: 'filter-log', keys: ['&'], hint: 7},
		{command: 'next-problem', keys: [']']},
		{command: 'previous-problem', keys: ['['], hint: 8},
		{command: 'switch-wrap', keys: ['w'], hint: 25},
		{command: 'log-left', keys: ['left']},
		{command: 'log-right', keys: ['right']},
		{command: 'switch-times', keys: ['T'], hint: 26},
		{command: 'select-lines', keys: ['v'], hint: 27},
		{command: 'save-log', keys: ['W'], hint: 29},
		{command: 'step-back', keys: ['escape', 'backspace']},
	]),

	// What concerns the terminal rather than the run.
	group('view', ['logs'], [
		{command: 'copy', keys: ['y', 'Y'], hint: 28},
	]),
	group('view', ['screens'], [
		{command: 'copy', keys: ['Y']},
		{command: 'copy-card', keys: ['ctrl+y']},
	]),
	group('view', ['dialog', 'pane'], [
		{command: 'copy', keys: ['ctrl+y']},
	]),
	group('view', ['everywhere'], [
		{command: 'switch-mouse', keys: ['M']},
	]),
	group('view', ['screens'], [
		{command: 'switch-compact', keys: ['z']},
	]),
] as const;

type Group = (typeof groups)[number];

type CommandIn<Some extends Group> = Some['rows'][number]['command'];

/** What a key asks for. */
export type KeyCommand = CommandIn<Group>;

/** What is done to the run and its container, in the order of the table. */
export const runCommands = groups.filter(part => part.category === 'run').flatMap(({rows}) => rows.map(({command}) => command));

export type RunCommand = (typeof runCommands)[number];

/** What moves in whatever is in focus. */
export const moveCommands = moving.rows.map(({command}) => command);

export type MoveCommand = (typeof moveCommands)[number];

type PlaceIn<Some, Command> = Some extends Group ? (Command extends CommandIn<Some> ? Some['places'][number] : never) : never;

/** Where the keys of a command work. */
export type PlaceOf<Command extends KeyCommand> = PlaceIn<Group, Command>;

type CommandInPlace<Some, Place> = Some extends Group ? (Place extends Some['places'][number] ? CommandIn<Some> : never) : never;

/** The commands whose keys work in a place. */
export type CommandAt<Place extends KeyPlace> = CommandInPlace<Group, Place>;

const typedGroups: ReadonlyArray<KeyGroup<KeyCategory, readonly KeyPlace[], ReadonlyArray<KeyRow<KeyCommand>>>> = groups;

/** The rows of the table as yolotop comes, one after another, each with its part of the help and its places. */
export const defaultKeymap: ReadonlyArray<KeyBinding<KeyCommand>> = typedGroups.flatMap(({rows, ...shared}) => rows.map(row => ({...row, ...shared})));

const current = [...defaultKeymap];

/** The rows that count now: those of the table, with the keys that the configuration gives. */
export const keymap: ReadonlyArray<KeyBinding<KeyCommand>> = current;

/** Has other rows count from now on. Words that name a key are made when they are loaded, so this comes before them. */
export function useKeymap(bindings: ReadonlyArray<KeyBinding<KeyCommand>>): void {
	current.splice(0, current.length, ...bindings);
}
