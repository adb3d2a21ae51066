// `npm run mutation`: changes the last lines of defence one place at a time, runs their tests against each change, and writes
// bench/mutation.md. Words of its own go to StrykerJS: `npm run mutation -- --mutate source/training/claims.ts`.
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';

type Mutant = {readonly status: string; readonly mutatorName: string; readonly location: {readonly start: {readonly line: number}}};
type Report = {readonly files: Readonly<Record<string, {readonly mutants: readonly Mutant[]}>>};

const noticed: ReadonlySet<string> = new Set(['Killed', 'Timeout']);
const unnoticed: ReadonlySet<string> = new Set(['Survived', 'NoCoverage']);

function scoreOf(mutants: readonly Mutant[]) {
	const killed = mutants.filter(({status}) => noticed.has(status)).length;
	const survivors = mutants.filter(({status}) => unnoticed.has(status));
	const total = killed + survivors.length;
	return {
		killed, total, survivors, percent: total === 0 ? '–' : (killed / total * 100).toFixed(1),
	};
}

const {status} = spawnSync('stryker', ['run', ...process.argv.slice(2)], {stdio: 'inherit'});
const {files} = JSON.parse(readFileSync('out/mutation.json', 'utf8')) as Report;
const rows = Object.entries(files).map(([name, {mutants}]) => {
	const {killed, total, survivors, percent} = scoreOf(mutants);
	const lines = [...new Set(survivors.map(({location}) => location.start.line))].toSorted((one, other) => one - other);
	return `| ${name} | ${total} | ${killed} | ${percent} % | ${lines.join(', ')} |`;
});
const all = scoreOf(Object.values(files).flatMap(({mutants}) => mutants));
writeFileSync('bench/mutation.md', `# Mutations

Written by \`npm run mutation\`: each change of these files, one at a time, and whether a test noticed it. Changes of what is set up
once, before any test, are left out. A file of stryker.config.json that is not in the table was not part of the last run.

| file | changes | noticed | score | lines of those that went unnoticed |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
| **all** | ${all.total} | ${all.killed} | **${all.percent} %** | |
`);
process.exitCode = status ?? 1;
