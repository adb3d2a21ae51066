import type {FlatXoConfig} from 'xo';
import {fixupConfigRules} from '@eslint/compat';
import xoReact from 'eslint-config-xo-react';

/** Which other folders of source/ a folder may import, from architecture.md. Every file may import its own folder. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
	domain: [],
	files: ['domain'],
	graphics: ['domain'],
	format: ['domain'],
	words: ['domain', 'keys'],
	keys: [],
	stream: ['domain'],
	parse: ['domain'],
	probe: ['domain'],
	run: ['domain'],
	engine: ['domain', 'stream', 'files'],
	cluster: ['domain', 'files', 'parse', 'stream', 'engine', 'training'],
	sample: ['domain', 'engine'],
	training: ['domain', 'files', 'stream', 'parse', 'engine'],
	plan: ['domain', 'engine', 'training'],
	checks: ['domain', 'format', 'run', 'training', 'plan', 'words'],
	gather: ['domain', 'engine', 'sample', 'training', 'plan', 'checks'],
	feed: ['domain', 'files', 'engine', 'cluster', 'stream', 'parse', 'probe', 'training', 'plan'],
	discover: ['domain', 'files', 'engine', 'cluster', 'parse', 'training', 'feed'],
	conversation: ['domain', 'format', 'words'],
	actions: ['domain', 'format', 'words', 'conversation', 'files', 'run', 'parse', 'stream', 'engine', 'cluster', 'training', 'plan', 'feed'],
	screen: ['domain', 'format', 'conversation', 'keys', 'run', 'checks', 'words'],
	plain: ['domain', 'format', 'run', 'checks', 'words'],
	demo: ['domain', 'engine', 'feed', 'graphics'],
	watch: ['domain', 'files', 'engine', 'words'],
};

/** Who speaks with a person takes an adapter; everybody else takes the port alone. */
const takeAdapters: ReadonlySet<string> = new Set(['conversation', 'screen']);

/** Npm packages that only the named folders may import. */
const packageHomes: Readonly<Record<string, readonly string[]>> = {
	ink: ['screen'],
	react: ['screen'],
	asciichart: ['screen'],
	dockerode: ['engine'],
	'jpeg-js': ['graphics'],
	'fast-png': ['graphics'],
	sixel: ['graphics'],
	'string-width': ['format'],
	meow: [],
};

/**
The files that reach the process's own streams, and why; all others write through the gate of `cli/io.ts`, which lets nothing raw
through to a terminal.
*/
const reachTerminal: Readonly<Record<string, string>> = {
	'source/cli/process-io.ts': 'puts the gate in front of them',
	'source/cli/exec-terminal.ts': 'a person asked for a shell in the container: its bytes are the terminal\'s, as with docker exec -it',
	'source/cli/verbs/shell.ts': 'the same by the docker command itself',
	'source/screen/terminal/terminal-session.ts': 'asks for the size of the terminal',
	'source/screen/terminal/tty-writer.ts': 'writes the screen, whose lines are all made by screen/draw/line.ts',
	'source/screen/mount-app.tsx': 'Ink asks for it and writes nothing to it',
};

const folders = Object.keys(mayImport);

const gate: FlatXoConfig = [{
	files: ['source/**', 'cli.tsx'],
	ignores: Object.keys(reachTerminal),
	rules: {
		'no-console': 'error',
		'no-restricted-properties': ['error', ...['stdout', 'stderr'].map(property => ({object: 'process', property, message: 'Commands write through Io: see the gate in source/cli/io.ts.'}))],
		'no-restricted-syntax': ['error', ...[
			':matches(ImportDeclaration, ExportNamedDeclaration)[source.value=/^(node:)?process$/] > :matches(ImportSpecifier, ExportSpecifier)[local.name!="default"]',
			'MemberExpression[object.name="globalThis"][property.name=/^(process|console)$/]',
			'CallExpression[callee.property.name="writeSync"]',
			'CallExpression[callee.name="writeSync"]',
			'Literal[value="inherit"]',
		].map(selector => ({selector, message: 'Nothing goes round the gate in source/cli/io.ts.'})), {
			selector: 'CallExpression[callee.name=/^mkdir(Sync)?$/] Property[key.name="recursive"]', message: 'It never comes back below /proc: use source/files/make-folder.ts.',
		}],
	},
}];

const boundaries: FlatXoConfig = folders.map(folder => ({
	files: [`source/${folder}/**`],
	rules: {
		'no-restricted-imports': ['error', {
			patterns: [
				...folders
					.filter(other => other !== folder && !mayImport[folder]!.includes(other))
					.map(other => ({regex: String.raw`^(\.\./)+${other}/`, message: `source/${folder} may not import source/${other}: see the dependency table in architecture.md.`})),
				...(takeAdapters.has(folder) ? [] : [{regex: String.raw`^(\.\./)+conversation/adapters/`, message: 'An action speaks through the port of source/conversation: who is spoken with is chosen by source/cli and source/screen.'}]),
				{regex: String.raw`^(\.\./)+(cli/|main|\.\./cli)`, message: 'Only cli.tsx, start.ts and main.ts import source/cli.'},
				...Object.entries(packageHomes)
					.filter(([, homes]) => !homes.includes(folder))
					.map(([name]) => ({regex: `^${name}(/|$)`, message: `source/${folder} may not import ${name}: see the dependency table in architecture.md.`})),
				...(folder === 'domain' ? [{regex: '^[^.]', message: 'source/domain imports no package.'}] : []),
			],
		}],
	},
}));

const config: FlatXoConfig = [
	{ignores: ['dist/**', 'test/recordings/**', 'media/**']},
	...fixupConfigRules(xoReact()).map(entry => ({...entry, files: ['**/*.tsx']})),
	{
		settings: {
			'import-x/parsers': {'@typescript-eslint/parser': ['.ts', '.tsx']},
			'import-x/extensions': ['.ts', '.tsx'],
		},
		rules: {
			'import-x/no-cycle': 'error',
			// A default is an answer for all the rest: a screen takes some of the many commands.
			'@typescript-eslint/switch-exhaustiveness-check': ['error', {considerDefaultExhaustiveForUnions: true}],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			// Off: style without a reader's gain here; each would cost lines, not save mistakes.
			'unicorn/single-line-block-comment-style': 'off',
			'jsdoc/require-param': 'off',
			'require-unicode-regexp': 'off',
			'regexp/prefer-named-capture-group': 'off',
			// Reading in order is the point of most loops here: chunks, reconnects, files of a container.
			'no-await-in-loop': 'off',
			// Streams of bytes and terminals are full of control characters.
			'no-control-regex': 'off',
			'regexp/no-control-character': 'off',
			'react/jsx-tag-spacing': 'off',
			// Off: a property test nests test, assert, property and expect by nature.
			'unicorn/max-nested-calls': 'off',
			// Node 20, where the bundle also runs, has no iterator helpers.
			'unicorn/prefer-iterator-to-array': 'off',
			// Nor set methods.
			'unicorn/prefer-set-methods': 'off',
			'node-test/no-import-test-files': 'off',
		},
	},
	{
		// Tests and benchmarks speak the names of the engine's API and of the environment, go through a few rows, and stand in for parts of types.
		files: ['test/**', 'bench/**'],
		rules: {
			'@typescript-eslint/naming-convention': 'off',
			'@typescript-eslint/consistent-type-assertions': 'off',
			'@typescript-eslint/no-loop-func': 'off',
			'@stylistic/no-mixed-operators': 'off',
			'regexp/no-super-linear-move': 'off',
			'unicorn/no-array-reduce': 'off',
			'unicorn/no-duplicate-loops': 'off',
			'unicorn/no-non-function-verb-prefix': 'off',
			'unicorn/no-object-as-default-parameter': 'off',
			'unicorn/no-unused-builtin-method-return': 'off',
			'unicorn/no-unsafe-string-replacement': 'off',
			'unicorn/prefer-event-target': 'off',
			'unicorn/prefer-promise-with-resolvers': 'off',
			'jsdoc/require-yields': 'off',
		},
	},
	{
		// What does not fit on a screen has several jobs.
		files: ['source/**', 'cli.tsx'],
		rules: {'max-lines-per-function': ['error', {max: 80}]},
	},
	...boundaries,
	...gate,
];

export default config;
