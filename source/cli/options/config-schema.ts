import {changeableCommands} from '../../keys/change-keys.ts';
import {defaultKeymap} from '../../keys/keymap.ts';
import {keyWords} from '../../words/keys.ts';
import {wordsIn, type Language} from '../../words/words.ts';
import {fileFlags, flagDefinitions, type FlagDefinition} from './flags.ts';
import {profileKeys, type ProfileKind} from './profile.ts';

type Schema = Readonly<Record<string, unknown>>;

const scalar: Schema = {type: ['string', 'number', 'boolean']};

const profileShapes: Readonly<Record<ProfileKind, Schema>> = {
	text: scalar, list: {anyOf: [scalar, {type: 'array', items: scalar}]}, switch: {type: 'boolean'}, map: {anyOf: [{type: 'object', additionalProperties: {type: ['string', 'number', 'boolean', 'null']}}, scalar, {type: 'array', items: scalar}]},
};

/** The flags that the configuration file may hold, in the order of their table. */
export const fileDefinitions: ReadonlyArray<FlagDefinition & {readonly name: typeof fileFlags[number]}> = flagDefinitions.filter(({name}) => fileFlags.includes(name));

/** What an option of the file does, as the help says it. */
export function describeOption({name}: typeof fileDefinitions[number], language: Language): string {
	const {help: {flags}, config: {options}} = wordsIn(language);
	const words: Readonly<Partial<Record<string, string>>> = {...flags, ...options};
	return words[name] ?? '';
}

const describeKeepGoing = (language: Language): string => wordsIn(language).help.flags.keepGoing;

function optionSchema(definition: typeof fileDefinitions[number], language: Language): Schema {
	const {kind, choices, isOn, default: initial} = definition;
	const shape: Schema = choices === undefined ? (kind === 'switch' ? {type: 'boolean'} : scalar) : {enum: choices};
	return {...shape, description: describeOption(definition, language), default: kind === 'switch' ? isOn === true : initial};
}

/**
What may be in the configuration file, from the tables of flags and of profiles, for editors that complete and check YAML.
Source: JSON Schema, draft 7, which yaml-language-server reads.
*/
export function configSchema(language: Language): Schema {
	const {schema} = wordsIn(language).config;
	const {meaning} = keyWords(language);
	const profile: Schema = {
		type: 'object',
		required: ['image'],
		additionalProperties: false,
		properties: {
			image: {type: 'string', minLength: 1},
			command: {anyOf: [{type: 'string'}, {type: 'array', items: scalar}]},
			slurm: {type: 'array', items: scalar, description: 'sbatch'},
			keepGoing: {type: ['boolean', 'integer'], description: describeKeepGoing(language)},
			...Object.fromEntries(Object.entries(profileKeys).map(([key, {kind, flag}]) => [key, {...profileShapes[kind], description: `docker run ${flag}`}])),
		},
	};
	return {
		$schema: 'http://json-schema.org/draft-07/schema#', // eslint-disable-line unicorn/prefer-https -- The name of the draft, not an address.
		title: 'yolotop',
		type: 'object',
		additionalProperties: false,
		properties: {
			...Object.fromEntries(fileDefinitions.map(definition => [definition.name, optionSchema(definition, language)])),
			notifyCommand: {
				type: 'array', items: scalar, minItems: 1, description: schema.notifyCommand,
			},
			hosts: {
				type: 'object', description: schema.hosts, propertyNames: {pattern: String.raw`^[\dA-Za-z][\w\-.]*$`}, additionalProperties: {type: 'string', pattern: '^(?:(?:ssh|tcp|https?|unix|npipe)://|context:|slurm:)'},
			},
			keys: {
				type: 'object',
				description: schema.keys,
				additionalProperties: false,
				properties: Object.fromEntries(changeableCommands.map(command => [command, {
					type: ['string', 'array'], items: {type: 'string'}, description: meaning[command], default: defaultKeymap.find(row => row.command === command)!.keys,
				}])),
			},
			profiles: {
				type: 'object', description: schema.profiles, propertyNames: {pattern: String.raw`^[\dA-Za-z][\w\-.]*$`}, additionalProperties: profile,
			},
		},
	};
}
