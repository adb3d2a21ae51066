import os from 'node:os';
import process from 'node:process';
import packageJson from '../../../package.json' with {type: 'json'};
import type {Environment} from '../options/read-flag.ts';

/** Put in by the build: the packages that a mistake on the screen or towards the engine may come from, `name version` each. Undefined where the program runs from its sources. */
declare const reportedPackages: readonly string[] | undefined;

/** Environment variables that change what a terminal shows; none holds anything private. */
const terminalVariables = ['TERM', 'COLORTERM', 'TERM_PROGRAM', 'WT_SESSION', 'TMUX', 'SSH_TTY', 'LC_ALL', 'LANG'];

/** What a report of a mistake needs: versions, system, terminal. The name comes first, for scripts. Ends with a line feed. */
export function versionText(environment: Environment): string {
	// eslint-disable-next-line unicorn/no-typeof-undefined -- Where it is not put in the name does not exist.
	const packages = typeof reportedPackages === 'undefined' ? [] : reportedPackages;
	const terminal = terminalVariables
		.filter(name => (environment[name] ?? '') !== '')
		// Of these only whether they are set tells something.
		.map(name => ['WT_SESSION', 'TMUX', 'SSH_TTY'].includes(name) ? name : `${name}=${printable(environment[name]!)}`);
	return [
		`yolotop ${packageJson.version}`,
		[`node ${process.versions.node}`, `v8 ${process.versions.v8}`, ...packages].join(', '),
		`${os.type()} ${os.release()} ${process.arch}`,
		...(terminal.length === 0 ? [] : [terminal.join(' ')]),
		'',
	].join('\n');
}

/** A variable may hold anything. */
function printable(text: string): string {
	return text.slice(0, 40).replaceAll(/[^\u{20}-\u{7E}]/gu, '?');
}
