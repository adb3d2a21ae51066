import path from 'node:path';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import {localPlace} from '../resume/place.ts';
import {shownCommands} from '../start/shown-commands.ts';
import type {ToolChoice, ToolPlan} from './tool-plan.ts';
import {guessProgram, planProgram} from './prepare-tool.ts';

/**
The same as prepareTool for a run directory of this machine, whose program becomes a plain process.

@throws UserError `checkpoint-missing`, `source-missing`, `tool-program-unknown`.
*/
export async function prepareLocalTool(directory: string, run: RunState, choice: ToolChoice, {workingDirectory, isRunning}: {readonly workingDirectory: string; /** Whether its training still runs on this machine. */ readonly isRunning: boolean}): Promise<ToolPlan> {
	const runDirectory = path.resolve(directory);
	const found = await guessProgram(localPlace, choice.tool, {run, workingDirectory, runDirectory});
	if (found === undefined) {
		throw new UserError('tool-program-unknown', {directory});
	}

	const program = await planProgram(localPlace, run, choice, {
		...found, runDirectory, isRunning, name: directory,
	});
	const start = {kind: 'process'} as const;
	return {...program, start, shown: shownCommands(start, program.command, program.directory)};
}
