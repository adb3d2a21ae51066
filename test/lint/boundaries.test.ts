import {spawnSync} from 'node:child_process';
import {
	cp,
	mkdir,
	mkdtemp,
	rm,
	symlink,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {
	afterAll,
	beforeAll,
	describe,
	expect,
	test,
} from 'vitest';

type Planted = {readonly file: string; readonly code: string; readonly rule: string};

/** One violation of every rule that architecture.md says the linter enforces, each in a file of its own. */
const violations: readonly Planted[] = [
	{file: 'source/domain/imports-folder.ts', code: 'export {a} from \'../run/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/domain/imports-package.ts', code: 'export {default as path} from \'node:path\';\n', rule: 'no-restricted-imports'},
	{file: 'source/format/imports-run.ts', code: 'export {a} from \'../run/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/files/imports-engine.ts', code: 'export {a} from \'../engine/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/stream/imports-parse.ts', code: 'export {a} from \'../parse/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/parse/imports-run.ts', code: 'export {a} from \'../run/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/run/imports-parse.ts', code: 'export {a} from \'../parse/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/run/imports-dockerode.ts', code: 'export {default as Docker} from \'dockerode\';\n', rule: 'no-restricted-imports'},
	{file: 'source/checks/imports-screen.ts', code: 'export {a} from \'../screen/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/checks/machine/imports-engine.ts', code: 'export {a} from \'../../engine/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/checks/imports-gather.ts', code: 'export {a} from \'../gather/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/gather/imports-actions.ts', code: 'export {a} from \'../actions/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/engine/imports-parse.ts', code: 'export {a} from \'../parse/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/sample/imports-actions.ts', code: 'export {a} from \'../actions/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/actions/imports-screen.ts', code: 'export {a} from \'../screen/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/actions/stop/takes-adapter.ts', code: 'export {a} from \'../../conversation/adapters/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/conversation/imports-actions.ts', code: 'export {a} from \'../actions/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/conversation/adapters/imports-screen.ts', code: 'export {a} from \'../../screen/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/screen/imports-actions.ts', code: 'export {a} from \'../actions/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/discover/imports-screen.ts', code: 'export {a} from \'../screen/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/plan/imports-screen.ts', code: 'export {a} from \'../screen/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/actions/resume/imports-cli.ts', code: 'export {a} from \'../../cli/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/checks/machine/imports-actions.ts', code: 'export {a} from \'../../actions/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/keys/imports-run.ts', code: 'export {a} from \'../run/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/watch/imports-actions.ts', code: 'export {a} from \'../actions/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/demo/imports-parse.ts', code: 'export {a} from \'../parse/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/feed/imports-dockerode.ts', code: 'export {default as Docker} from \'dockerode\';\n', rule: 'no-restricted-imports'},
	{file: 'source/parse/imports-string-width.ts', code: 'export {default as stringWidth} from \'string-width\';\n', rule: 'no-restricted-imports'},
	{file: 'source/run/imports-asciichart.ts', code: 'export {plot} from \'asciichart\';\n', rule: 'no-restricted-imports'},
	{file: 'source/actions/imports-meow.ts', code: 'export {default as meow} from \'meow\';\n', rule: 'no-restricted-imports'},
	{file: 'source/screen/imports-engine.ts', code: 'export {a} from \'../engine/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/screen/views/imports-parse.ts', code: 'export {a} from \'../../parse/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/screen/imports-cli.ts', code: 'export {a} from \'../cli/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/plain/imports-ink.ts', code: 'export {Box} from \'ink\';\n', rule: 'no-restricted-imports'},
	{file: 'source/plain/imports-react.ts', code: 'export {createElement} from \'react\';\n', rule: 'no-restricted-imports'},
	{file: 'source/feed/imports-run.ts', code: 'export {a} from \'../run/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/words/imports-run.ts', code: 'export {a} from \'../run/a.ts\';\n', rule: 'no-restricted-imports'},
	{file: 'source/cli/cycle-one.ts', code: 'import {two} from \'./cycle-two.ts\';\n\nexport const one = () => two;\n', rule: 'import-x/no-cycle'},
	{file: 'source/cli/cycle-two.ts', code: 'import {one} from \'./cycle-one.ts\';\n\nexport const two = () => one;\n', rule: 'import-x/no-cycle'},
	{file: 'source/cli/writes-stdout.ts', code: 'import process from \'node:process\';\n\nexport const write = (text: string) => process.stdout.write(text);\n', rule: 'no-restricted-properties'},
	{file: 'source/plain/takes-stderr.ts', code: 'import process from \'node:process\';\n\nconst {stderr} = process;\nexport const write = (text: string) => stderr.write(text);\n', rule: 'no-restricted-properties'},
	{file: 'source/engine/imports-stdout.ts', code: 'export {stdout} from \'node:process\';\n', rule: 'no-restricted-syntax'},
	{file: 'source/cli/imports-stderr.ts', code: 'import {stderr} from \'node:process\';\n\nexport const write = (text: string) => stderr.write(text);\n', rule: 'no-restricted-syntax'},
	{file: 'source/plan/writes-console.ts', code: 'export const write = (text: string) => {\n\tconsole.log(text);\n};\n', rule: 'no-console'},
	{file: 'source/cli/writes-descriptor.ts', code: 'import {writeSync} from \'node:fs\';\n\nexport const write = (text: string) => writeSync(1, text);\n', rule: 'no-restricted-syntax'},
	{file: 'source/files/spins.ts', code: 'import {mkdirSync} from \'node:fs\';\n\nexport const make = (folder: string) => mkdirSync(folder, {recursive: true});\n', rule: 'no-restricted-syntax'},
	{file: 'source/actions/lends-streams.ts', code: 'import {spawn} from \'node:child_process\';\n\nexport const start = () => spawn(\'ls\', {stdio: \'inherit\'});\n', rule: 'no-restricted-syntax'},
	{
		file: 'source/cli/switch.ts', rule: '@typescript-eslint/switch-exhaustiveness-check',
		code: 'export function name(kind: \'a\' | \'b\'): number {\n\tswitch (kind) {\n\t\tcase \'a\': {\n\t\t\treturn 1;\n\t\t}\n\t}\n}\n',
	},
	{
		file: 'source/cli/promise.ts', rule: '@typescript-eslint/no-floating-promises',
		code: 'export function forget(work: () => Promise<void>): void {\n\twork();\n}\n',
	},
	{
		file: 'source/cli/loose.ts', rule: '@typescript-eslint/no-explicit-any',
		code: 'export const loose = (value: any): string => String(value);\n',
	},
	{
		file: 'source/cli/long.ts', rule: 'max-lines-per-function',
		code: `export function long(): void {\n${'\tconsole.log();\n'.repeat(79)}}\n`,
	},
];

/** The targets of the planted imports, so that only the boundary is wrong; they must stay clean. */
const clean = [...['run', 'parse', 'screen', 'actions', 'engine', 'gather', 'stream', 'words', 'cli'].map(folder => `source/${folder}/a.ts`), 'source/conversation/adapters/a.ts'];

type LintResult = {readonly filePath: string; readonly messages: ReadonlyArray<{readonly ruleId: string}>};

let folder: string;
let rulesByFile: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'boundaries-'));
	for (const name of ['xo.config.ts', 'tsconfig.json', 'package.json']) {
		await cp(name, path.join(folder, name));
	}

	await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
	for (const {file, code} of [...violations, ...clean.map(file => ({file, code: 'export const a = 1;\n'}))]) {
		await mkdir(path.join(folder, path.dirname(file)), {recursive: true});
		await writeFile(path.join(folder, file), code);
	}

	const linted = spawnSync(process.execPath, [path.resolve('node_modules/xo/dist/cli.js'), '--reporter=json', 'source'], {cwd: folder, encoding: 'utf8'});
	const results = JSON.parse(linted.stdout) as readonly LintResult[];
	rulesByFile = new Map(results.map(({filePath, messages}) => [path.relative(folder, filePath), messages.map(({ruleId}) => ruleId)]));
}, 120_000);

afterAll(async () => {
	await rm(folder, {recursive: true, force: true});
});

describe('the linter', () => {
	test.each(violations)('reports $rule in $file', ({file, rule}) => {
		expect(rulesByFile.get(file)).toContain(rule);
	});

	test.each(clean)('finds nothing in %s', file => {
		expect(rulesByFile.get(file) ?? []).toEqual([]);
	});
});
