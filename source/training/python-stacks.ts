import {toCount} from '../domain/possible-number.ts';
import type {ProcessStack, StackAnswer, StackFrame} from '../domain/stack.ts';

const maxProcesses = 256;
const maxFrames = 100;
const maxTextLength = 300;

const answers: ReadonlySet<unknown> = new Set<StackAnswer>(['stack', 'silent', 'denied', 'none']);

/** The calls in what faulthandler writes, the innermost first. Source: Python 3.6 to 3.14, Python/traceback.c. */
export function parseStack(text: string): readonly StackFrame[] {
	return text.split('\n', maxFrames * 2).flatMap((printed): StackFrame[] => {
		const [, file, number, name] = /^ {2}File "(.*)", line (\d+) in (.+)$/.exec(printed) ?? [];
		const line = toCount(Number(number));
		return file === undefined || line === undefined ? [] : [{file: file.slice(-maxTextLength), line, function: name!.slice(0, maxTextLength)}];
	}).slice(0, maxFrames);
}

/** What the program beside a training has printed; undefined where it is not what it prints. Never throws. */
export function readStacks(printed: string): readonly ProcessStack[] | undefined {
	try {
		const {processes} = JSON.parse(printed) as {readonly processes: ReadonlyArray<Readonly<Record<string, unknown>>>};
		return processes.slice(0, maxProcesses).flatMap(({pid, parent, rank, state, answer, stack}): ProcessStack[] => {
			const [number, above, ofRank] = [pid, parent, rank].map(value => toCount(value));
			return number === undefined || above === undefined
				? []
				: [{
					pid: number,
					parent: above,
					...(ofRank !== undefined && {rank: ofRank}),
					state: String(state).slice(0, 1),
					answer: answers.has(answer) ? answer as StackAnswer : 'none',
					frames: typeof stack === 'string' ? parseStack(stack) : [],
				}];
		});
	} catch {
		return undefined;
	}
}
