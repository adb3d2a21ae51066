import {cp, mkdir} from 'node:fs/promises';
import path from 'node:path';
import type {ActionJournal} from '../actions/action-journal.ts';
import {copyOut} from '../actions/copy/copy-out.ts';
import {performAction} from '../actions/perform-action.ts';
import {UserError} from '../domain/user-error.ts';
import type {OutputEvent} from '../domain/event.ts';
import type {ToolEnd} from '../domain/tool-run.ts';
import {followTool} from '../actions/tool/follow.ts';
import type {ToolPlan} from '../actions/tool/plan.ts';
import {
	findOnHost,
	startLocalTool,
	startTool,
	type StartedTool,
} from '../actions/tool/start.ts';
import type {Io} from './io.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {localLogPath} from './local-process.ts';

export type ToolWork = {
	readonly plan: ToolPlan;
	/** Of the container; undefined for a run directory of this machine. */
	readonly container: ResolvedTarget['container'];
	/** What the journal calls it. */
	readonly name: string;
	/** A directory of this machine that the results are copied to. */
	readonly copyTo?: string | undefined;
	readonly journal: ActionJournal;
	/** The key or command that asked for it. */
	readonly trigger: string;
	readonly isReadOnly: boolean;
	/** Aborted to call it off. */
	readonly signal: AbortSignal;
	/** Aborted to let it go on without yolotop. */
	readonly leaveSignal?: AbortSignal;
	readonly onOutput: (events: ReadonlyArray<OutputEvent & {readonly at?: number}>) => void;
};

/** How it ended, and the container that was made for it and holds its results. */
export type ToolOutcome = ToolEnd & {readonly keptContainer?: string};

/**
Starts a val or detect program, reads it to its end, copies its results where that was asked for, and leaves the containers as they
were. Everything is written into the journal.

@throws UserError of the engine, and `read-only`. A program that fails is no error of ours: its exit code tells.
*/
export async function carryOutTool({plan, container, name, copyTo, journal, trigger, isReadOnly, signal, leaveSignal, onOutput}: ToolWork, {now, environment}: Pick<Io, 'now' | 'environment'>): Promise<ToolOutcome> {
	let outcome: ToolOutcome = {};
	let isStarted = false;
	try {
		await performAction({
			journal, target: name, now, isReadOnly,
		}, {trigger, signal}, {
			action: plan.tool,
			shown: plan.shown.join('; '),
			async run() {
				const started = container === undefined
					? startLocalTool(plan, {logPath: localLogPath(environment, now()), environment: {PYTHONUNBUFFERED: '1', ...environment}}) // eslint-disable-line @typescript-eslint/naming-convention -- Python's name
					: await startTool(container.engine, plan, signal);
				isStarted = true;
				outcome = await readToEnd(started, {
					plan, container, copyTo, signal, leaveSignal, onOutput,
				});
				const {exitCode, isCalledOff, lastLines = []} = outcome;
				if (exitCode !== 0 && isCalledOff !== true && leaveSignal?.aborted !== true) {
					throw new UserError('tool-failed', {program: plan.command.find(word => word.endsWith('.py')) ?? plan.tool, code: String(exitCode ?? '?'), reason: lastLines.at(-1) ?? ''});
				}

				return {kind: isCalledOff === true ? 'cancelled' : 'done'};
			},
		});
	} catch (error) {
		if (!(isStarted && error instanceof UserError && error.code === 'tool-failed')) {
			throw error;
		}
	}

	return outcome;
}

async function readToEnd(started: StartedTool, {plan, container, copyTo, signal, leaveSignal, onOutput}: Pick<ToolWork, 'plan' | 'container' | 'copyTo' | 'signal' | 'leaveSignal' | 'onOutput'>): Promise<ToolOutcome> {
	let savedTo: string | undefined;
	let end: ToolEnd | undefined;
	try {
		end = await followTool(started, {
			onOutput(events) {
				savedTo = events.findLast(event => event.type === 'tool-results-saved')?.path ?? savedTo;
				onOutput(events);
			},
			signal,
			leaveSignal,
		});
		if (leaveSignal?.aborted) {
			return end;
		}

		const savedAt = savedTo === undefined ? undefined : path.posix.resolve(plan.directory, savedTo);
		const savedHere = savedAt === undefined ? undefined : await bringHere(savedAt, started, {container, copyTo, signal});
		return {
			...end,
			...(savedAt !== undefined && {savedAt}),
			...(savedHere !== undefined && {savedHere}),
			...await started.tidy(copyTo === undefined || savedHere === undefined ? savedAt : undefined),
		};
	} finally {
		if (end === undefined) {
			await started.tidy(undefined);
		}
	}
}

/** Where the results lie on this machine, copied where that was asked for; undefined where they do not. */
async function bringHere(savedAt: string, {container: ran}: StartedTool, {container, copyTo, signal}: Pick<ToolWork, 'container' | 'copyTo' | 'signal'>): Promise<string | undefined> {
	if (copyTo !== undefined) {
		await mkdir(copyTo, {recursive: true});
	}

	if (container === undefined || ran === undefined) {
		if (copyTo === undefined) {
			return savedAt;
		}

		const target = path.join(path.resolve(copyTo), path.basename(savedAt));
		await cp(savedAt, target, {recursive: true, errorOnExist: true, force: false});
		return target;
	}

	if (copyTo === undefined) {
		return findOnHost(container.engine, ran, savedAt);
	}

	const result = await copyOut({
		engine: container.engine, container: ran, source: savedAt, destination: copyTo, signal,
	});
	return result.kind === 'copied' ? result.directory : undefined;
}
