import {UserError, type ErrorCode} from '../../domain/user-error.ts';
import {placeValues} from '../cluster-command.ts';

/**
What Slurm's commands say, the first that fits; their exit status is 1 for all of them. Their messages are not translated.

Source: printed by Slurm 22.05; src/common/slurm_errno.c of 18.08 to 24.11.
*/
const reasons: ReadonlyArray<readonly [RegExp, ErrorCode]> = [
	[/munge|authentication|protocol authentication error/i, 'cluster-not-authenticated'],
	[/unable to contact slurm controller|unable to establish (?:config|control)|connection (?:refused|timed out)|zero bytes were transmitted/i, 'cluster-unreachable'],
	[/unable to process configuration|cannot stat file|dns srv lookup failed|could not establish a configuration source|clustername needs to be specified/i, 'cluster-not-configured'],
	[/access\/permission denied|access denied|not permitted/i, 'cluster-permission-denied'],
	[/incompatible versions|unexpected message received|header lengths/i, 'cluster-version-differs'],
];

/** That a job is not known: it has ended long ago, or has never been there. */
export const isUnknownJob = (stderr: string): boolean => /invalid job id specified|invalid job array specification/i.test(stderr);

/** The line that says most: the last error without the name of the program. */
export function slurmWords(stderr: string): string {
	const lines = stderr.split('\n').map(line => line.trim()).filter(line => line !== '');
	return (lines.findLast(line => /error|fatal/i.test(line)) ?? lines.at(-1) ?? '').replace(/^\w+: (?:error: |fatal: )?/, '').slice(0, 300);
}

/** Why a command of Slurm failed; without a host on this machine. */
export function slurmFailure(command: string, stderr: string, host?: string): UserError {
	const code = reasons.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'cluster-refused';
	return new UserError(code, {command, reason: slurmWords(stderr), ...placeValues(host)});
}

/**
What was read of an answer. An answer of which nothing can be read is not one without jobs: whoever took it for that would say that nothing runs.

@throws UserError `cluster-answer-unknown`.
*/
export function requireRead<Read>(found: readonly Read[], answer: string, {command, host}: {readonly command: string; readonly host?: string | undefined}): readonly Read[] {
	if (found.length === 0 && answer.trim() !== '') {
		throw new UserError('cluster-answer-unknown', {command, answer: answer.trim().split('\n', 1)[0]!.slice(0, 100), ...placeValues(host)});
	}

	return found;
}
