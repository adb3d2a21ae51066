import type {TrainingSignal} from '../../engine/engine.ts';

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

export function killCommand(pid: number, startTicks: number, trainingSignal: TrainingSignal): readonly string[] {
	return ['/bin/sh', '-c', `${check}kill -s "$signal" "$pid"`, 'sh', String(pid), String(startTicks), trainingSignal.slice('SIG'.length)];
}

export function aliveCommand(pid: number, startTicks: number): readonly string[] {
	return ['/bin/sh', '-c', `${check}exit 0`, 'sh', String(pid), String(startTicks)];
}
