import {cp} from 'node:fs/promises';
import path from 'node:path';
import {makeFolder} from '../../files/make-folder.ts';
import type {OutputEvent} from '../../domain/event.ts';
import type {ActionResult} from '../../domain/action.ts';
import type {ToolEnd} from '../../domain/tool-run.ts';
import {UserError} from '../../domain/user-error.ts';
import type {Engine} from '../../engine/engine.ts';
import {copyOut} from '../copy/copy-out.ts';
import type {ActionWork} from '../perform-action.ts';
import {followTool} from './follow.ts';
import type {ToolPlan} from './tool-plan.ts';
import {
	findOnHost,
	startLocalTool,
	startTool,
	type LocalToolPlace,
	type StartedTool,
} from './start-tool.ts';

export type ToolWork = {
	readonly plan: ToolPlan;
	/** Where it runs: the engine of its container, or this machine. */
	readonly place: Engine | LocalToolPlace;
	/** A directory of this machine that the results are copied to. */
	readonly copyTo?: string | undefined;
	/** Does a work and writes it into the journal. */
	readonly perform: (work: ActionWork) => Promise<ActionResult>;
	/** Aborted to call it off. */
	readonly signal: AbortSignal;
	/** Aborted to let it go on without yolotop. */
	readonly leaveSignal?: AbortSignal;
	readonly onOutput: (events: ReadonlyArray<OutputEvent & {readonly at?: number | undefined}>) => void;
};

/** How it ended, and the container that was made for it and holds its results. */
export type ToolOutcome = ToolEnd & {readonly keptContainer?: string};

const isLocal = (place: ToolWork['place']): place is LocalToolPlace => 'logPath' in place;

/**
Starts a val or detect program, reads it to its end, copies its results where that was asked for, and leaves the containers as they
were. Everything is written into the journal.

@throws UserError of the engine, and `read-only`. A program that fails is no error of ours: its exit code tells.
*/
export async function carryOutTool(work: ToolWork): Promise<ToolOutcome> {
	const {plan, place, perform, signal, leaveSignal} = work;
	let outcome: ToolOutcome = {};
	let isStarted = false;
	try {
		await perform({
			action: plan.tool,
			shown: plan.shown.join('; '),
			async run() {
				const started = isLocal(place) ? startLocalTool(plan, place) : await startTool(place, plan, signal);
				isStarted = true;
				outcome = await readToEnd(started, work);
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

async function readToEnd(started: StartedTool, work: ToolWork): Promise<ToolOutcome> {
	const {plan, copyTo, signal, leaveSignal, onOutput} = work;
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
		const savedHere = savedAt === undefined ? undefined : await bringHere(savedAt, started, work);
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

/** Where the results are on this machine, copied where that was asked for; undefined where they do not. */
async function bringHere(savedAt: string, {container: ran}: StartedTool, {place, copyTo, signal}: ToolWork): Promise<string | undefined> {
	if (copyTo !== undefined) {
		await makeFolder(copyTo);
	}

	if (ran === undefined || isLocal(place)) {
		if (copyTo === undefined) {
			return savedAt;
		}

		const target = path.join(path.resolve(copyTo), path.basename(savedAt));
		await cp(savedAt, target, {recursive: true, errorOnExist: true, force: false});
		return target;
	}

	if (copyTo === undefined) {
		return findOnHost(place, ran, savedAt);
	}

	const result = await copyOut({
		engine: place, container: ran, source: savedAt, destination: copyTo, signal,
	});
	return result.kind === 'copied' ? result.directory : undefined;
}
