import {Buffer} from 'node:buffer';
import type {TrainingSignal} from '../../engine/engine.ts';
import {settingsNames} from '../../training/run-file-names.ts';

/** What a signal would meet: nothing, a file that is being written or still to come, or a run whose weights are final. */
export type GuardVerdict = 'rest' | 'table' | 'last' | 'best' | 'final';

/** The files of a run as the guard has seen them. */
export type GuardLook = {
	readonly verdict: GuardVerdict;
	/** How many epochs last.pt holds, 1-based; undefined when there is none, it is being written, or it does not say. */
	readonly completedEpochs?: number | undefined;
	/** How many epochs have a row in the table; undefined when there is none or it does not begin with the first epoch. */
	readonly tableEpochs?: number | undefined;
	/** Of last.pt; undefined when there is none. */
	readonly sizeBytes?: number | undefined;
	/** When last.pt was written, in milliseconds since 1970 by the clock of its file system; undefined when there is none. */
	readonly modifiedAt?: number | undefined;
	/** How long last.pt has been as it is; undefined when there is none. */
	readonly ageMs?: number | undefined;
	/** Whether last.pt is stripped of what a resume needs. */
	readonly isFinal: boolean;
	/** The epoch after which the signal is sent, 1-based; undefined when it is sent now. */
	readonly targetEpoch?: number | undefined;
};

/** How the guard ended. `left` sends nothing: its caller was not heard of any more. `denied`: the process belongs to another user. */
export type GuardEnd = 'sent' | 'gone' | 'final' | 'last-epoch' | 'busy' | 'left' | 'denied';

export type GuardResult = {
	/** `impossible` where it could not be run, such as without Python. */
	readonly end: GuardEnd | 'impossible';
	/** The last one. */
	readonly look?: GuardLook | undefined;
};

export type GuardRequest = {
	readonly mode: 'look' | 'end';
	readonly pid: number;
	/** 0 for not known. */
	readonly startTicks: number;
	/** Absolute, as the program sees it. */
	readonly runDirectory: string;
	/** Undefined for the moment alone. */
	readonly trainingSignal?: TrainingSignal | undefined;
	/** Whether all processes of its group get the signal, which it leads. */
	readonly isGroup?: boolean;
	readonly isAfterEpoch: boolean;
	/** Total requested; undefined when not known. */
	readonly epochs?: number | undefined;
	/** Whether no checkpoint is written before the last epoch. */
	readonly isUnsaved: boolean;
};

/** The guard as it runs: lines come out, and whatever goes in says that its caller is still there. */
export type GuardProgram = {
	readonly output: AsyncIterable<Uint8Array>;
	write(text: string): void;
	/** Ends its input, and after a moment the connection to it. */
	leave(): void;
};

export type GuardRun = {
	readonly signal: AbortSignal;
	onLook?(look: GuardLook): void;
	/** Once the signal is sent. */
	onSent?(): void;
};

/** A checkpoint of a large model on a slow disk takes so long at most. */
export const guardLimitSeconds = 60;

/** The same on every system that a training runs on. Source: signal(7). */
const numbers: ReadonlyMap<TrainingSignal | undefined, number> = new Map([['SIGINT', 2], ['SIGTERM', 15], ['SIGKILL', 9]]);

/** Well within what the guard waits for. */
const heartbeatMs = 1000;

/** A guard answers each heartbeat. After this silence it has not heard one either, and ends without having sent anything. */
const silenceMs = 15_000;

/** The guard itself comes by its input: command lines are seen by others, in lists of processes and in the events of an engine. */
const starter = String.raw`
import os, sys
def take(isEnough):
    text = b''
    while not isEnough(text):
        piece = os.read(0, 1 if isEnough is hasLine else left - len(text))
        if not piece:
            sys.exit(1)
        text += piece
    return text
hasLine = lambda text: text.endswith(b'\n')
left = int(take(hasLine))
exec(take(lambda text: len(text) == left).decode())
`;

/** The words behind the name of a Python; `readGuard` gives it the guard itself. */
export function guardWords({mode, pid, startTicks, runDirectory, trainingSignal, isGroup = false, isAfterEpoch, epochs, isUnsaved}: GuardRequest): readonly string[] {
	const words = [mode, pid, startTicks, runDirectory, (numbers.get(trainingSignal) ?? 0) * (isGroup ? -1 : 1), Number(isAfterEpoch), epochs ?? 0, Number(isUnsaved), guardLimitSeconds];
	return ['-I', '-S', '-c', starter, ...words.map(String)];
}

/** Whether a program is a Python, by its path. */
export const isPython = (program: string): boolean => /(?:^|\/)(?:python|pypy)[\d.]*$/.test(program);

const ends: ReadonlySet<string> = new Set<GuardEnd>(['sent', 'gone', 'final', 'last-epoch', 'busy', 'left', 'denied']);
const verdicts: ReadonlySet<string> = new Set<GuardVerdict>(['rest', 'table', 'last', 'best', 'final']);

const numberIn = (field: string | undefined): number | undefined => field === undefined || !/^\d+$/.test(field) ? undefined : Number(field);

function parseLook(fields: readonly string[]): GuardLook | undefined {
	const [verdict = '', held, table, size, at, age, final, target] = fields;
	return verdicts.has(verdict)
		? {
			verdict: verdict as GuardVerdict,
			completedEpochs: numberIn(held),
			tableEpochs: numberIn(table),
			sizeBytes: numberIn(size),
			modifiedAt: numberIn(at),
			ageMs: numberIn(age),
			isFinal: final === '1',
			targetEpoch: numberIn(target),
		}
		: undefined;
}

/** A line of the guard is short; what is longer comes from something else. */
const maxLine = 1000;

/**
Reads the guard to its end, and lets it know that it is still asked. Aborting the signal ends it without telling the training, unless
the signal is out already: then it gives `sent`.

@throws the reason of the signal, and what reading throws, when nothing was sent.
*/
export async function readGuard(program: GuardProgram, {signal, onLook, onSent}: GuardRun): Promise<GuardResult> {
	let look: GuardLook | undefined;
	let end: GuardResult['end'] | undefined;
	let isSending = false;
	let rest = '';
	const decoder = new TextDecoder();
	const take = (line: string): void => {
		const [kind = '', ...fields] = line.split('\t');
		if (kind === 'look') {
			look = parseLook(fields) ?? look;
			if (look !== undefined) {
				onLook?.(look);
			}
		} else if (kind === 'sending' || kind === 'kept') {
			isSending = kind === 'sending';
		} else if (ends.has(kind)) {
			end = kind as GuardEnd;
		}
	};

	const heartbeat = setInterval(() => {
		program.write('.');
	}, heartbeatMs);
	const leave = () => {
		program.leave();
	};

	const silence = setTimeout(leave, silenceMs);
	signal.addEventListener('abort', leave, {once: true});
	try {
		const {guardScript} = await import('./guard-script.ts');
		const script = guardScript(settingsNames);
		program.write(`${Buffer.byteLength(script)}\n${script}`);
		if (signal.aborted) {
			leave();
		}

		for await (const chunk of program.output) {
			silence.refresh();
			const lines = `${rest}${decoder.decode(chunk, {stream: true})}`.split('\n');
			rest = lines.pop()!.slice(-maxLine);
			for (const line of lines) {
				take(line);
			}
		}
	} catch (error) {
		if (!isSending) {
			signal.throwIfAborted();
			throw error;
		}
	} finally {
		clearInterval(heartbeat);
		clearTimeout(silence);
		signal.removeEventListener('abort', leave);
		program.leave();
	}

	// With the first process of a container the guard may end before it can say more.
	if (isSending) {
		end ??= 'sent';
	}

	if (end === 'sent') {
		onSent?.();
	} else {
		signal.throwIfAborted();
	}

	return {end: end ?? (look === undefined ? 'impossible' : 'left'), look};
}
