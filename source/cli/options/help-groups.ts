import type {FlagDefinition, Verb} from './flags.ts';

/** The parts of the help, commands by what they are for. */
export const verbGroups = ['watch', 'act', 'results', 'machine'] as const;

export type VerbGroup = typeof verbGroups[number];

export const groupOfVerb: Readonly<Record<Verb, VerbGroup>> = {
	monitor: 'watch', status: 'watch', events: 'watch', stacks: 'watch', demo: 'watch',
	run: 'act', resume: 'act', stop: 'act', pause: 'act', unpause: 'act', restart: 'act', rm: 'act', shell: 'act', cp: 'act', queue: 'act',
	ls: 'results', compare: 'results', export: 'results', val: 'results', detect: 'results', tensorboard: 'results',
	doctor: 'machine', advise: 'machine', config: 'machine', completion: 'machine',
};

/** The parts of the help, options by what they are for. */
export const flagGroups = ['answers', 'acting', 'tools', 'demo', 'engine', 'screen', 'general'] as const;

export type FlagGroup = typeof flagGroups[number];

/** By the first command that knows the flag: the one that it was made for. */
const groupByVerb: Readonly<Partial<Record<Verb, FlagGroup>>> = {
	monitor: 'screen', run: 'acting', resume: 'acting', stop: 'acting', queue: 'acting', restart: 'acting', rm: 'acting', detect: 'tools', val: 'tools', tensorboard: 'tools', demo: 'demo',
};

/** The part of the help that a flag is in: the command that it belongs to says it, otherwise its row. */
export function groupOfFlag({group, verbs}: Pick<FlagDefinition, 'group' | 'verbs'>): FlagGroup {
	const [verb] = verbs ?? [];
	return verb === undefined ? group ?? 'general' : groupByVerb[verb] ?? 'answers';
}

/** The commands that may fill the screen, to whose help the options of the screen belong. */
export const screenVerbs: ReadonlySet<Verb> = new Set<Verb>(['monitor', 'run', 'resume', 'demo']);
