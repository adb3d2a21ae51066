import {posix} from 'node:path';
import type {TrainingSignal} from '../../engine/engine.ts';
import {resultsFiles, type CheckpointMarks} from './training-access.ts';

/**
Fixed scripts with values as positional parameters. A process is told by its number and its start ($1 and $2), because a number
is given again to another process after the end of the first. Both end with 3 when the process is gone. Field 22 of
/proc/PID/stat is the start; the first two are cut off with the name. Source: proc(5).
*/
const check = `
read -r stat <"/proc/$1/stat" 2>/dev/null || exit 3
pid=$1 start=$2 signal=$3
set -- \${stat##*) }
[ "$1" = Z ] && exit 3
[ "\${20}" = "$start" ] || exit 3
`;

/** The exit code of both scripts for a process that is gone. */
export const goneExitCode = 3;

/** The exit code of `killAtRestCommand` when a file of the run is not as it was seen. */
export const writingExitCode = 4;

export function killCommand(pid: number, startTicks: number, trainingSignal: TrainingSignal): readonly string[] {
	return ['/bin/sh', '-c', `${check}kill -s "$signal" "$pid"`, 'sh', String(pid), String(startTicks), trainingSignal.slice('SIG'.length)];
}

/**
The files are compared by size, the results last: their row is what a training writes first. Between the last look and the signal
is no time in which a program is started, so that a training of short epochs is not met in its next checkpoint.
*/
const restCheck = `
is() {
	[ "$1" = "$([ -e "$2" ] && wc -c <"$2")" ]
}
if command -v wc >/dev/null; then
	is "$4" "$5" && is "$6" "$7" && is "$8" "$9" || exit ${writingExitCode}
fi
`;

/** The same as `killCommand`, but nothing is sent when one of the run's files has changed since it was `seen`. */
export function killAtRestCommand(pid: number, startTicks: number, trainingSignal: TrainingSignal, {runDirectory, seen}: {readonly runDirectory: string; readonly seen: CheckpointMarks}): readonly string[] {
	const [shell, option, script, ...words] = killCommand(pid, startTicks, trainingSignal);
	const files = ([['weights/best.pt', seen.best], ['weights/last.pt', seen.last], [seen.results?.file ?? resultsFiles[0], seen.results]] as const)
		.flatMap(([file, mark]) => [mark === undefined ? '' : String(mark.sizeBytes), posix.join(runDirectory, file)]);
	return [shell!, option!, `${restCheck}${script!}`, ...words, ...files];
}

export function aliveCommand(pid: number, startTicks: number): readonly string[] {
	return ['/bin/sh', '-c', `${check}exit 0`, 'sh', String(pid), String(startTicks)];
}
