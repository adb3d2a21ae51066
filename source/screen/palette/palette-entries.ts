import type {KeyCommand} from '../../keys/keymap.ts';
import {activeBindings, whyDisabled, type KeyContext} from '../../keys/resolve-key.ts';
import {keyName} from '../../keys/key-names.ts';
import type {DisabledReason, KeyCategory} from '../../keys/binding.ts';
import {explain} from '../explain/open-explain.ts';
import type {ScreenModel} from '../panels/model.ts';
import {screens} from '../screens/index.ts';
import {startFilter} from '../screens/logs/logs-state.ts';
import {themeNames} from '../theme/theme.ts';
import type {UiState} from '../ui-state.ts';
import {findExplanation} from '../../words/explain-names.ts';
import {keyWords} from '../../words/keys.ts';
import {isLanguage, wordsIn} from '../../words/words.ts';
import {fuzzyMatch} from './fuzzy-match.ts';

/** The parts of the list while nothing is typed. */
export type PaletteGroup = 'run' | 'look' | 'go' | 'view' | 'not-now';

/** What belongs to which part, in the order in which it is offered: the most likely first. */
const categoriesOf: Readonly<Record<PaletteGroup, readonly KeyCategory[]>> = {
	run: ['run'],
	look: ['look'],
	go: ['screens', 'session', 'move'],
	view: ['charts', 'classes', 'logs', 'resources', 'runs', 'pictures', 'view', 'typing'],
	'not-now': [],
};
const placeOf = new Map(Object.entries(categoriesOf).flatMap(([group, categories]) => categories.map(category => [category, group as PaletteGroup] as const)).map(([category, group], index) => [category, {group, index}] as const));

/** One line of the palette. */
export type PaletteEntry = {
	readonly name: string;
	readonly meaning: string;
	/** Its key, as it is printed on a keyboard; empty for what has none. */
	readonly key: string;
	readonly group: PaletteGroup;
	/** Why it does nothing now. */
	readonly disabled?: DisabledReason;
	/** What it does: a command of the key table, or a change of the screen. */
	readonly action: {readonly command: KeyCommand} | {readonly ui: UiState};
};

/** Commands that only make sense inside the palette or are given by typing. */
const left: ReadonlySet<KeyCommand> = new Set<KeyCommand>(['palette', 'close-overlay', 'accept', 'cancel-typing', 'next-entry', 'previous-entry']);

/** A long explanation holds many letters by chance; the short name counts most, before the name that only the table has. */
const meaningShare = 0.5;
const commandShare = 0.8;

/**
The commands that work on the shown screen by groups, what does nothing now last, or what fits the typed text, best first. There a command
that does nothing now keeps its place: Enter must not do something else than what was typed.
*/
export function paletteEntries(model: ScreenModel, typed: string): readonly PaletteEntry[] {
	if (typed.trim() === '') {
		return groupCommands(model);
	}

	const withArgument = readArgument(model, typed.trim());
	const number = explainEntry(model, typed.trim());
	const matched = listCommands(model)
		.map(entry => ({entry, score: scoreOf(entry, typed)}))
		.filter(({score}) => score !== undefined)
		.toSorted((one, other) => other.score! - one.score!)
		.map(({entry}) => entry);
	return [...(withArgument === undefined ? [] : [withArgument]), ...matched, ...(number === undefined ? [] : [number])];
}

/** By groups; within a group what was taken last first. */
function groupCommands(model: ScreenModel): readonly PaletteEntry[] {
	const {paletteHistory = []} = model.ui;
	const groups = Object.keys(categoriesOf);
	return listCommands(model)
		.map((entry): PaletteEntry => entry.disabled === undefined ? entry : {...entry, group: 'not-now'})
		.toSorted((one, other) => paletteHistory.lastIndexOf(other.name) - paletteHistory.lastIndexOf(one.name))
		.toSorted((one, other) => groups.indexOf(one.group) - groups.indexOf(other.group));
}

function listCommands(model: ScreenModel): readonly PaletteEntry[] {
	const {ui, disabled, look} = model;
	const context: KeyContext = {screen: ui.screen, canScroll: true, disabled: {...screens[ui.screen].disabled?.(model), ...disabled}};
	const words = keyWords(ui.language);
	const seen = new Set<KeyCommand>(left);
	const entries: PaletteEntry[] = [];
	for (const binding of activeBindings(context).toSorted((one, other) => placeOf.get(one.category)!.index - placeOf.get(other.category)!.index)) {
		const {command, keys, category} = binding;
		if (seen.has(command)) {
			continue;
		}

		seen.add(command);
		const reason = whyDisabled(binding, context);
		entries.push({
			name: words.hint[command], meaning: words.meaning[command], key: keyName(keys[0]!, look.glyphs.ellipsis === '~'), group: placeOf.get(category)!.group, action: {command}, ...(reason !== undefined && {disabled: reason}),
		});
	}

	return entries;
}

function scoreOf({name, meaning, action}: PaletteEntry, typed: string): number | undefined {
	const texts = [[name, 1], ['command' in action ? action.command : '', commandShare], [meaning, meaningShare]] as const;
	const scores = texts.map(([text, share]) => {
		const match = fuzzyMatch(typed, text);
		return match === undefined ? -Infinity : match.score * share;
	});
	const best = Math.max(...scores);
	return best === -Infinity ? undefined : best;
}

/** What a number means, by any of its names. */
function explainEntry(model: ScreenModel, name: string): PaletteEntry | undefined {
	const {ui} = model;
	const key = findExplanation(name);
	return key === undefined
		? undefined
		: {
			name: wordsIn(ui.language).explanations[key].name,
			meaning: keyWords(ui.language).hint['show-explanations'],
			key: '',
			group: 'look',
			action: {ui: explain(ui, {model}, key)},
		};
}

/** `theme NAME`, `lang en`, `filter TEXT`, `search TEXT`, `goto EPOCH`, `explain NUMBER`: what no single key can say. */
function readArgument(model: ScreenModel, typed: string): PaletteEntry | undefined {
	const {ui} = model;
	const [, word, argument = ''] = /^(theme|lang|filter|search|goto|explain) (.+)$/u.exec(typed) ?? [];
	const entry = (changed: UiState): PaletteEntry => ({
		name: typed, meaning: '', key: '', group: 'go', action: {ui: changed},
	});
	switch (word) {
		case 'theme': {
			const theme = themeNames.find(name => name === argument);
			return theme === undefined ? undefined : entry({...ui, theme});
		}

		case 'lang': {
			return isLanguage(argument) ? entry({...ui, language: argument}) : undefined;
		}

		case 'filter': {
			return entry({...ui, screen: 'logs', logs: startFilter(ui.logs, argument)});
		}

		case 'search': {
			return entry({...ui, screen: 'logs', logs: {...ui.logs, search: argument}});
		}

		case 'explain': {
			return explainEntry(model, argument);
		}

		case 'goto': {
			const epoch = Number(/^(?:epoch )?(\d{1,6})$/.exec(argument)?.[1] ?? 0);
			return epoch > 0 ? entry({...ui, screen: 'charts', charts: {...ui.charts, xKind: 'epoch', cursor: epoch}}) : undefined;
		}

		case undefined:
		default: {
			return undefined;
		}
	}
}
