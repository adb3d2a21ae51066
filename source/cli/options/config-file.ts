import path from 'node:path';
import {isHostName, parseHost, type Host} from '../../domain/host.ts';
import {UserError} from '../../domain/user-error.ts';
import {nearestWord} from '../../domain/nearest-word.ts';
import {
	canHaveKey,
	changeableCommands,
	findClash,
	isKey,
	type KeyChanges,
} from '../../keys/change-keys.ts';
import type {KeyCommand} from '../../keys/keymap.ts';
import {flagDefinitions, type FlagDefinition, type FlagName} from './flags.ts';
import {
	profileKeys,
	type Profile,
	type ProfileKind,
	type ProfileSetting,
} from './profile.ts';
import {parseYaml} from './parse-yaml.ts';
import {allowedWords, isAllowed} from './read-flag.ts';

/** What a configuration file says, checked as far as this folder can. */
export type ConfigFile = {
	/** Values of flags that may be in the file. */
	readonly general: Readonly<Partial<Record<FlagName, string | boolean>>>;
	readonly profiles: Readonly<Record<string, Profile>>;
	/** Engines and clusters that are listed together, in the order of the file. */
	readonly hosts: readonly Host[];
	/** Program and words to be run when a run ends, fails or stands still. */
	readonly notifyCommand?: readonly string[];
	/** Keys of one's own, by the names of the key table. */
	readonly keys: KeyChanges;
};

export const emptyConfig: ConfigFile = {
	general: {}, profiles: {}, keys: {}, hosts: [],
};

const generalFlags: readonly FlagDefinition[] = flagDefinitions.filter(definition => 'isInFile' in definition);

const topKeys = [...generalFlags.map(({name}) => name), 'notifyCommand', 'keys', 'hosts', 'profiles'];

/** Names that a profile may have: those of images without a path. */
const profileName = /^[\da-z][\w\-.]*$/i;

/** In words, for messages. */
const shapeWords: Readonly<Record<ProfileKind, string>> = {
	text: 'text', list: '[text, …]', switch: 'true, false', map: '{NAME: text, …}',
};

type Table = Readonly<Record<string, unknown>>;

/** Where in which file, for messages. */
type Place = {readonly file: string; readonly key: string};

function invalid({file, key}: Place, value: unknown, allowed: string): never {
	throw new UserError('config-value-invalid', {
		path: file, key, value: describeValue(value), allowed,
	});
}

function describeValue(value: unknown): string {
	return Array.isArray(value) ? '[…]' : (typeof value === 'object' && value !== null ? '{…}' : String(value));
}

function isTable(value: unknown): value is Table {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkKeys(table: Table, known: readonly string[], {file, key}: Place): void {
	for (const name of Object.keys(table)) {
		if (!known.includes(name)) {
			const full = key === '' ? name : `${key}.${name}`;
			throw new UserError('config-key-unknown', {path: file, key: full, suggestion: nearestWord(name, known) ?? known.join(', ')});
		}
	}
}

/** A scalar as the word that a person would type; undefined for what is no scalar. */
function scalarText(value: unknown): string | undefined {
	return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function readGeneral(table: Table, file: string): ConfigFile['general'] {
	return Object.fromEntries(generalFlags.flatMap((definition): Array<[string, string | boolean]> => {
		const value = table[definition.name];
		if (value === undefined || value === null) {
			return [];
		}

		const place = {file, key: definition.name};
		if (definition.kind === 'switch') {
			return [[definition.name, typeof value === 'boolean' ? value : invalid(place, value, shapeWords.switch)]];
		}

		const text = scalarText(value);
		if (text === undefined || text === '' || !isAllowed(definition, text)) {
			invalid(place, value, allowedWords(definition));
		}

		// A file that is named in a file is searched beside it.
		const isFile = definition.fileEnding !== undefined && text.endsWith(definition.fileEnding);
		return [[definition.name, isFile ? path.resolve(path.dirname(file), text) : text]];
	}));
}

/** The words of docker run for one value of a profile. */
function settingWords(flag: string, kind: ProfileKind, value: unknown, place: Place): Array<readonly string[]> {
	if (kind === 'switch') {
		return typeof value === 'boolean' ? [[`${flag}=${value}`]] : invalid(place, value, shapeWords.switch);
	}

	if (kind === 'map' && isTable(value)) {
		return Object.entries(value).map(([name, entry]) => {
			// Without a value it is that of the environment in which yolotop runs.
			const text = entry === null ? undefined : scalarText(entry) ?? invalid({...place, key: `${place.key}.${name}`}, [], shapeWords.text);
			return [flag, text === undefined ? name : `${name}=${text}`];
		});
	}

	return kind === 'text' ? [[flag, scalarText(value) ?? invalid(place, value, shapeWords.text)]] : (Array.isArray(value) ? value : [value]).map((entry, index) => [flag, scalarText(entry) ?? invalid({...place, key: `${place.key}[${index}]`}, entry, shapeWords.text)]);
}

function readProfile(name: string, value: unknown, file: string): Profile {
	const key = `profiles.${name}`;
	if (!profileName.test(name)) {
		throw new UserError('config-key-unknown', {path: file, key, suggestion: 'vest, vest-2'});
	}

	if (!isTable(value)) {
		invalid({file, key}, value, '{image: …, command: …}');
	}

	checkKeys(value, ['image', 'command', 'keepGoing', ...Object.keys(profileKeys)], {file, key});
	const {image, command, slurm} = value;
	const keepGoing = readKeepGoing(value.keepGoing, {file, key: `${key}.keepGoing`});
	if (typeof image !== 'string' || image === '') {
		invalid({file, key: `${key}.image`}, image ?? '', 'IMAGE');
	}

	const settings = Object.entries(value).flatMap(([entry, content]): ProfileSetting[] => {
		const definition = profileKeys[entry];
		if (definition === undefined || content === null) {
			return [];
		}

		const place = {file, key: `${key}.${entry}`};
		return settingWords(definition.flag, definition.kind, content, place).map(words => ({
			key: place.key, words, ...(definition.isSecret !== true && {shown: words.at(-1)!}),
		}));
	});
	return {
		name, image, settings, file, directory: path.dirname(file), ...(keepGoing !== undefined && {keepGoing}), ...(command !== undefined && command !== null && {command: readCommand(command, {file, key: `${key}.command`})}), ...(slurm !== undefined && slurm !== null && {slurm: readList(slurm, {file, key: `${key}.slurm`})}),
	};
}

/** `true`, or how often; undefined for `false` and nothing. */
function readKeepGoing(value: unknown, place: Place): number | undefined {
	const definition: FlagDefinition = flagDefinitions.find(({name}) => name === 'keepGoing')!;
	if (value === undefined || value === null || typeof value === 'boolean') {
		return value === true ? definition.bare : undefined;
	}

	return isAllowed(definition, scalarText(value) ?? '') ? Number(value) : invalid(place, value, `true, false, ${allowedWords(definition)}`);
}

/** A program and its words; never one text, which a shell would have to take apart. */
function readWords(value: unknown, place: Place): readonly string[] {
	const words = Array.isArray(value) ? value.map(word => scalarText(word)) : [];
	return words.length > 0 && words[0] !== '' && words.every(word => word !== undefined) ? words : invalid(place, value, '[PROGRAM, word, …]');
}

function readCommand(value: unknown, place: Place): string | readonly string[] {
	return Array.isArray(value)
		? value.map((word, index) => scalarText(word) ?? invalid({...place, key: `${place.key}[${index}]`}, word, shapeWords.text))
		: (typeof value === 'string' ? value : invalid(place, value, 'text, [word, …]'));
}

/** The keys of each command: one, or several in a list. */
function readKeys(value: unknown, file: string): KeyChanges {
	if (!isTable(value)) {
		invalid({file, key: 'keys'}, value, '{stop: S, next-chart: [n, j]}');
	}

	checkKeys(value, changeableCommands, {file, key: 'keys'});
	const changes: KeyChanges = Object.fromEntries(Object.entries(value).filter(([, keys]) => keys !== null).map(([command, given]) => {
		const place = {file, key: `keys.${command}`};
		const keys = (Array.isArray(given) ? given : [given]).map(key => {
			const text = scalarText(key);
			return text !== undefined && isKey(text) && canHaveKey(command as KeyCommand, text) ? text : invalid(place, key, 'a … z, A … Z, 0 … 9, "!", "&", …, ctrl+a … ctrl+z, up, down, left, right, pageup, pagedown, home, end, tab, shift+tab, enter, space, backspace, escape');
		});
		return [command, keys.length === 0 ? invalid(place, given, 'KEY, [KEY, …]') : keys];
	}));
	const clash = findClash(changes);
	if (clash !== undefined) {
		throw new UserError('config-keys-clash', {path: file, ...clash});
	}

	return changes;
}

/** What a host of the file may be, for messages. */
const hostShape = 'ssh://USER@HOST, tcp://HOST:PORT, unix:///PATH, context:NAME, slurm:HOST';

function readHosts(value: unknown, file: string): readonly Host[] {
	if (!isTable(value)) {
		invalid({file, key: 'hosts'}, value, `{NAME: ${hostShape}}`);
	}

	return Object.entries(value).map(([name, entry]) => {
		if (!isHostName(name)) {
			throw new UserError('config-key-unknown', {path: file, key: `hosts.${name}`, suggestion: 'lab, gpu-2'});
		}

		return parseHost(name, scalarText(entry) ?? '') ?? invalid({file, key: `hosts.${name}`}, entry, hostShape);
	});
}

const readList = (value: unknown, place: Place): readonly string[] => (Array.isArray(value) ? value : [value]).map((word, index) => scalarText(word) ?? invalid({...place, key: `${place.key}[${index}]`}, word, shapeWords.text));

/**
Reads a configuration file: general options under the names of their flags, `keys` and `profiles`.

@param text the file's content.
@param file absolute path, for messages and relative paths.
@throws UserError `config-invalid` for what is no YAML, `config-key-unknown`, `config-value-invalid`, `config-keys-clash`.
*/
export function parseConfigFile(text: string, file: string): ConfigFile {
	const content = parseYaml(text, file);
	if (content === null || content === undefined) {
		return emptyConfig;
	}

	if (!isTable(content)) {
		invalid({file, key: '.'}, content, '{profiles: …}');
	}

	checkKeys(content, topKeys, {file, key: ''});
	const profiles = content.profiles ?? {};
	if (!isTable(profiles)) {
		invalid({file, key: 'profiles'}, profiles, '{NAME: {image: …}}');
	}

	const {notifyCommand} = content;
	return {
		general: readGeneral(content, file),
		keys: content.keys === undefined || content.keys === null ? {} : readKeys(content.keys, file),
		hosts: content.hosts === undefined || content.hosts === null ? [] : readHosts(content.hosts, file),
		...(notifyCommand !== undefined && notifyCommand !== null && {notifyCommand: readWords(notifyCommand, {file, key: 'notifyCommand'})}),
		profiles: Object.fromEntries(Object.entries(profiles).map(([name, value]) => [name, readProfile(name, value, file)])),
	};
}
