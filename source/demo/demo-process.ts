import {beginCommand, printPast} from './demo-command.ts';
import type {DemoContainerOptions} from './demo-container.ts';
import type {DemoLog} from './demo-log.ts';
import type {DemoOutput, SavedEpoch} from './output.ts';
import type {PausableClock} from './pausable-clock.ts';
import type {TrainProgram} from './train-program.ts';

/** The first process of a simulated container. */
export type DemoProcess = {
	/** Begins the command. Gives when that was, and the exit code where all of it is past. */
	begin(done: number): {readonly startedAt: number; readonly exitCode?: number};
	/** Prints what follows. Gives the exit code; undefined where it was ended before. */
	play(): Promise<number | undefined>;
	/** Ends it at once; it prints nothing. */
	end(): void;
	/** Of a training that runs. */
	training(): TrainProgram | undefined;
	/** What was saved last. */
	saved(): SavedEpoch | undefined;
};

/** Prints each piece when it is due. Gives the exit code; undefined where it was ended before. */
async function playOutput(output: Generator<DemoOutput, number>, {clock, signal, print}: {readonly clock: PausableClock; readonly signal: AbortSignal; readonly print: (piece: DemoOutput, at: number) => void}): Promise<number | undefined> {
	let due = clock.now();
	for (;;) {
		const {value, done} = output.next();
		if (done) {
			return value;
		}

		due += value.afterMs;
		try {
			await clock.wait(due - clock.now(), signal);
		} catch {
			return undefined;
		}

		print(value, Date.now());
	}
}

export function createDemoProcess(options: DemoContainerOptions, {log, clock, onSaved}: {readonly log: DemoLog; readonly clock: PausableClock; onSaved(): void}): DemoProcess {
	let command: ReturnType<typeof beginCommand> | undefined;
	let saved: SavedEpoch | undefined;
	let stop = new AbortController();

	function print({text, saved: savedNow, isStripping}: DemoOutput, at: number): void {
		if (text !== '') {
			log.print(text, at);
		}

		if (savedNow !== undefined) {
			saved = savedNow;
			command?.program?.save(savedNow, at);
			onSaved();
		}

		if (isStripping) {
			command?.program?.strip(at);
		}
	}

	return {
		begin(done) {
			stop = new AbortController();
			command = beginCommand(options);
			const {output, program} = command;
			return printPast(output, done, {
				begin(at) {
					program?.begin(at);
				},
				print,
			});
		},
		play: async () => command && playOutput(command.output, {clock, signal: stop.signal, print}),
		end() {
			stop.abort();
			command = undefined;
		},
		training: () => command?.program,
		saved: () => saved,
	};
}
