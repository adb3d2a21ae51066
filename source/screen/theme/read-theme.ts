import {nearestWord} from '../../domain/nearest-word.ts';
import {UserError} from '../../domain/user-error.ts';
import {tokens, type Token} from './token.ts';

/** What the terminal shows behind the text. */
export type Background = 'dark' | 'light';

/** A colour of the palette of 256; undefined is the terminal's own. */
export type TextStyle = {
	readonly color?: number;
	readonly behind?: number;
	readonly isBold?: boolean;
	readonly isReversed?: boolean;
};

/** How each role is shown, and with which colours the area below a curve of a role is filled, the lowest rows first. */
export type Theme = {
	readonly background: Background;
	readonly roles: Readonly<Record<Token, TextStyle>>;
	/** A role without an entry has no area. */
	readonly ramps: Readonly<Partial<Record<Token, readonly number[]>>>;
};

type Table = Readonly<Record<string, unknown>>;

const topKeys = ['background', 'extends', 'roles', 'ramps'];

/** Words and numbers of a style, for messages. */
const styleWords = '0 … 255, bold 117, 16 on 117, on 236, reverse, default';

/**
Reads a theme: `background` (dark or light), `extends` (a theme whose roles and ramps count where this one has none), `roles` and
`ramps`. A theme that extends none has every role.

@param content what is in the file.
@param file for messages.
@param known the themes that can be extended.
@throws UserError `config-key-unknown` and `config-value-invalid` with the key.
*/
export function readTheme(content: unknown, file: string, known: Readonly<Record<string, Theme>>): Theme {
	const table = tableOf(content, '.', file);
	checkKeys(table, topKeys, '', file);
	const {background} = table;
	if (background !== 'dark' && background !== 'light') {
		invalid(file, 'background', background, 'dark, light');
	}

	const {extends: name} = table;
	const base = name === undefined ? undefined : (typeof name === 'string' ? known[name] : undefined) ?? invalid(file, 'extends', name, Object.keys(known).join(', '));
	const roles = tableOf(table.roles ?? {}, 'roles', file);
	const ramps = tableOf(table.ramps ?? {}, 'ramps', file);
	checkKeys(roles, tokens, 'roles.', file);
	checkKeys(ramps, tokens, 'ramps.', file);
	return {
		background,
		roles: Object.fromEntries(tokens.map(token => [token, base === undefined || Object.hasOwn(roles, token) ? readStyle(roles[token], `roles.${token}`, file) : base.roles[token]])) as Theme['roles'],
		ramps: {...base?.ramps, ...Object.fromEntries(Object.entries(ramps).map(([token, colors]) => [token, readRamp(colors, `ramps.${token}`, file)]))},
	};
}

function tableOf(value: unknown, key: string, file: string): Table {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Table : invalid(file, key, value, '{NAME: …}');
}

function checkKeys(table: Table, known: readonly string[], lead: string, file: string): void {
	const unknown = Object.keys(table).find(name => !known.includes(name));
	if (unknown !== undefined) {
		throw new UserError('config-key-unknown', {path: file, key: lead + unknown, suggestion: nearestWord(unknown, known) ?? known.join(', ')});
	}
}

function invalid(path: string, key: string, value: unknown, allowed: string): never {
	throw new UserError('config-value-invalid', {
		path, key, value: JSON.stringify(value) ?? '', allowed,
	});
}

function readRamp(colors: unknown, key: string, file: string): readonly number[] {
	return Array.isArray(colors) && colors.length <= 8 && colors.every(color => isColor(color)) ? colors : invalid(file, key, colors, '[24, 31, 38]');
}

function isColor(value: unknown): value is number {
	return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) <= 255;
}

/** A colour, or words such as `bold 16 on 117`. */
function readStyle(value: unknown, key: string, file: string): TextStyle {
	const match = /^(?<own>default)?(?<bold>bold)? ?(?<reverse>reverse)?(?<color>\d{1,3})?(?: ?on (?<behind>\d{1,3}))?$/.exec(typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '?');
	const {bold, reverse, color, behind} = match?.groups ?? {};
	const colors = [color, behind].filter(text => text !== undefined).map(Number);
	if (match === null || match[0] === '' || colors.some(number => !isColor(number))) {
		invalid(file, key, value, styleWords);
	}

	return {
		...(color !== undefined && {color: Number(color)}),
		...(behind !== undefined && {behind: Number(behind)}),
		...(bold !== undefined && {isBold: true}),
		...(reverse !== undefined && {isReversed: true}),
	};
}
