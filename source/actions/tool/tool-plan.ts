import type {FrameworkName, Task} from '../../domain/framework.ts';
import type {ProgramStart} from '../start/program-start.ts';
import type {ToolRequest} from './tool-command.ts';

/** What a person chose; the rest comes from the run. */
export type ToolChoice = Partial<Omit<ToolRequest, 'tool' | 'framework' | 'task' | 'launcher' | 'weights' | 'data'>> & {
	readonly tool: ToolRequest['tool'];
	/** `best`, `last` or a path where the program runs; undefined for best.pt. */
	readonly checkpoint?: string | undefined;
};

/** A val or detect program that can be started as it is. */
export type ToolPlan = {
	readonly tool: ToolRequest['tool'];
	readonly framework: FrameworkName;
	readonly task: Task;
	readonly command: readonly string[];
	/** Where the program is started, absolute. */
	readonly directory: string;
	/** Undefined where the framework chooses. */
	readonly device?: string;
	/** Whether a training runs in the container at this moment. */
	readonly isBesideTraining: boolean;
	readonly start: ProgramStart;
	/** Commands that do the same, secrets masked; for showing only. */
	readonly shown: readonly string[];
};
