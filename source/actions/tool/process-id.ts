import type {TerminalLine} from '../../domain/line.ts';
import type {Engine} from '../../engine/engine.ts';

/** A fixed script: says its process id, which it keeps, and becomes the program. */
const script = 'echo "yolotop-pid $$"; exec "$@"';

/** The command of a program that says its process id in the container first: the engine only knows that of its host. */
export function withProcessId(command: readonly string[]): readonly string[] {
	return ['/bin/sh', '-c', script, 'sh', ...command];
}

/** The process id that a line tells; undefined for every other line. */
export function readProcessId({text}: Pick<TerminalLine, 'text'>): number | undefined {
	const pid = /^yolotop-pid (\d+)$/.exec(text)?.[1];
	return pid === undefined ? undefined : Number(pid);
}

/** Interrupts a program in a container. One that has ended is no error. */
export async function endProgram(engine: Engine, container: string, pid: number | undefined): Promise<void> {
	if (pid !== undefined) {
		await engine.exec(container, ['/bin/sh', '-c', 'kill -INT "$1" 2>/dev/null', 'sh', String(pid)]).catch(() => undefined);
	}
}
