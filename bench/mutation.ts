// `npm run mutation`: changes the last lines of defence one place at a time, runs their tests against each change, and writes
// bench/mutation.md. Words of its own go to StrykerJS: `npm run mutation -- --mutate source/training/claims.ts`.
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';

type Mutant = {readonly status: string; readonly mutatorName: string; readonly location: {readonly start: {readonly line: number}}};
type Report = {readonly files: Readonly<Record<string, {readonly mutants: readonly Mutant[]}>>};

const noticed: ReadonlySet<string> = new Set(['Killed', 'Timeout']);
const unnoticed: ReadonlySet<string> = new Set(['Survived', 'NoCoverage']);

type Row = {readonly total: number; readonly killed: number; readonly lines: string};

function rowOf(mutants: readonly Mutant[]): Row {
	const killed = mutants.filter(({status}) => noticed.has(status)).length;
	const survivors = mutants.filter(({status}) => unnoticed.has(status));
	const lines = [...new Set(survivors.map(({location}) => location.start.line))].toSorted((one, other) => one - other);
	return {total: killed + survivors.length, killed, lines: lines.join(', ')};
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const percentOf = ({total, killed}: Pick<Row, 'total' | 'killed'>): string => total === 0 ? '–' : (killed / total * 100).toFixed(1);

/** The rows of a table as they were written, by their file: a run of some files leaves those of the others. */
function readRows(text: string): Map<string, Row> {
	return new Map([...text.matchAll(/^\| (source\/\S+) \| (\d+) \| (\d+) \| .*? \| (.*?) \|$/gm)].map(([, name, total, killed, lines]) => [name!, {total: Number(total), killed: Number(killed), lines: lines!}]));
}

const {status} = spawnSync('stryker', ['run', ...process.argv.slice(2)], {stdio: 'inherit'});
const {files} = JSON.parse(readFileSync('out/mutation.json', 'utf8')) as Report;
const {mutate} = JSON.parse(readFileSync('stryker.config.json', 'utf8')) as {readonly mutate: readonly string[]};
const known = readRows(readFileSync('bench/mutation.md', 'utf8'));
for (const [name, {mutants}] of Object.entries(files)) {
	known.set(name, rowOf(mutants));
}

const rows = mutate.flatMap(name => known.has(name) ? [[name, known.get(name)!] as const] : []);
const all = {total: sum(rows.map(([, {total}]) => total)), killed: sum(rows.map(([, {killed}]) => killed))};
writeFileSync('bench/mutation.md', `# Mutations

Written by \`npm run mutation\`: each change of these files, one at a time, and whether a test noticed it. Changes of what is set up
once, before any test, are left out. A row is that of the last run in which its file was; a file of stryker.config.json that is not in the
table was in none.

| file | changes | noticed | score | lines of those that went unnoticed |
| --- | --- | --- | --- | --- |
${rows.map(([name, {total, killed, lines}]) => `| ${name} | ${total} | ${killed} | ${percentOf({total, killed})} % | ${lines} |`).join('\n')}
| **all** | ${all.total} | ${all.killed} | **${percentOf(all)} %** | |
`);
process.exitCode = status ?? 1;
