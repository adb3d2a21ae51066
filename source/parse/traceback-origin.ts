import type {Traceback} from '../domain/run.ts';

/** Between two tracebacks of one error. */
export const chain = /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):$/;
/**
What comes before a traceback that Python or a library reports while the program goes on. Source: threading, logging, sys.unraisablehook,
atexit, asyncio, tkinter, multiprocessing, Optuna, Ray Tune, wandb, comet_ml, clearml, mlflow.
*/
const survivedOrigins: readonly RegExp[] = [
	/\b(Exception in thread \S.*):$/,
	/^-{3} (Logging error) -{3}$/,
	/^(Exception ignored (?:in|on|while|from)\b.*)$/,
	/^(Error in (?:atexit\._run_exitfuncs|sys\.\w+hook)):?$/,
	/^((?:Task|Future) exception was never retrieved)$/,
	/^(Exception in (?:Tkinter callback|callback \S.*))$/,
	/^(Process \w*Process-\d+(?::\d+)?):$/,
	// Trackers of experiments, whose threads report what they could not send.
	/^(Thread \w+):$/,
	/^(COMET ERROR: .*)$/,
	/\b(clearml[\w.]* - ERROR - .*)$/,
	/\b(ERROR mlflow[\w.]*: .*)$/,
	// What runs trials in turn goes on with the next one; Optuna raises the exception once more where it does not.
	/^\[W [^\]]+\] (Trial \d+ failed with parameters: .*)$/,
	/\b(Trial task failed for trial \S+)$/,
];
const survivedWords = /Exception i|Logging e|Error in |never retrieved|Process-|Trial |^Thread |COMET |clearml|mlflow/;
/** Lines that may be between such a line and its traceback. */
const originLines = 2;

function originOf(text: string): string | undefined {
	if (!survivedWords.test(text)) {
		return undefined;
	}

	const line = text.trimEnd();
	return survivedOrigins.map(form => form.exec(line)?.[1]).find(found => found !== undefined);
}

/** Follows what is said before a traceback that a program survives. */
export function createOrigin() {
	let origin: {readonly text: string; readonly linesLeft: number} | undefined;
	return {
		/** Takes a line outside of a traceback, and the last traceback; true when it announces one that is survived. */
		push(text: string, last: {readonly traceback: Traceback; readonly isSurvived: boolean} | undefined): boolean {
			const survived = originOf(text);
			if (survived !== undefined) {
				origin = {text: survived, linesLeft: originLines};
				return true;
			}

			// What an error in a thread has led to is of the thread too.
			if (last?.isSurvived === true && chain.test(text)) {
				origin = {text: last.traceback.origin!, linesLeft: originLines + 1};
				return true;
			}

			origin = origin !== undefined && origin.linesLeft > 0 ? {text: origin.text, linesLeft: origin.linesLeft - 1} : undefined;
			return false;
		},
		/** Whose traceback is complete now; undefined for one that ends the program. */
		take(): string | undefined {
			const text = origin?.text;
			origin = undefined;
			return text;
		},
	};
}
