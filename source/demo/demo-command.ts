import {posix} from 'node:path';
import type {DemoContainerOptions} from './demo-container.ts';
import {demoDirectory} from './demo-details.ts';
import type {DemoOutput} from './output.ts';
import {faultOf} from './scenes.ts';
import {beginTraining, doneShare, type TrainProgram} from './train-program.ts';
import {demoDetection, demoTraining, demoValidation} from './training.ts';

/** Every demo is the same: a picture of it can be made again. */
const seed = 7;

/** What val.py or detect.py prints; undefined for another command. */
export function toolOutput(command: readonly string[], {files, speed}: Pick<DemoContainerOptions, 'files' | 'speed'>): Generator<DemoOutput, number> | undefined {
	const valueOf = (flag: string) => command[command.indexOf(flag) + 1] ?? '';
	const weights = valueOf('--weights');
	switch (posix.basename(command.find(word => word.endsWith('.py')) ?? '')) {
		case 'val.py': {
			return demoValidation(weights, doneShare(files, posix.dirname(posix.dirname(weights))), speed);
		}

		case 'detect.py': {
			return demoDetection(weights, valueOf('--source'), speed);
		}

		default: {
			return undefined;
		}
	}
}

/** Begins the command of a container: a training, or a program with its weights. */
export function beginCommand(options: DemoContainerOptions): {readonly output: Generator<DemoOutput, number>; readonly program?: TrainProgram} {
	const {command, files, speed, scene = {}, sharedMemoryBytes} = options;
	const tool = toolOutput(command, options);
	if (tool !== undefined) {
		return {output: tool};
	}

	const program = beginTraining(command, demoDirectory, files);
	const {batchSize = 8, workers = 2, resumed} = program.plan;
	return {
		program,
		output: demoTraining({
			...program.plan, speed, seed, course: resumed === undefined ? scene.course : undefined, stallsAfter: resumed === undefined ? scene.stallsAfter : undefined, fault: faultOf({batchSize, workers, sharedMemoryBytes}, scene.failsAfter),
		}),
	};
}

/**
What was printed before anybody looked, up to so many epochs, with the times that it would have had. Gives when it began, and the exit code where
that was all.
*/
export function printPast(output: Generator<DemoOutput, number>, done: number, {begin, print}: {readonly begin: (at: number) => void; readonly print: (piece: DemoOutput, at: number) => void}): {readonly startedAt: number; readonly exitCode?: number} {
	const past: DemoOutput[] = [];
	let exitCode: number | undefined;
	while ((past.at(-1)?.saved?.epoch ?? 0) < done && past.at(-1)?.isStalled !== true) {
		const next = output.next();
		if (next.done) {
			exitCode = next.value;
			break;
		}

		past.push(next.value);
	}

	const startedAt = Date.now() - past.reduce((sum, {afterMs}) => sum + afterMs, 0);
	begin(startedAt);
	let at = startedAt;
	for (const [index, piece] of past.entries()) {
		at += piece.afterMs;
		// Of a bar that is over only its last picture was kept by anybody.
		const isPassed = piece.text.startsWith('\r') && !piece.text.includes('\n') && /^\r(?!\n)/.test(past[index + 1]?.text ?? '');
		if (!isPassed) {
			print(piece, at);
		}
	}

	return {startedAt, ...(exitCode !== undefined && {exitCode})};
}
