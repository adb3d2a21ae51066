import path from 'node:path';
import process from 'node:process';
import type {Conversation} from '../../conversation/conversation.ts';
import type {RunState} from '../../domain/run.ts';
import type {Target} from '../../domain/target.ts';
import {UserError} from '../../domain/user-error.ts';
import type {ContainerDetails} from '../../engine/container.ts';
import type {Engine} from '../../engine/engine.ts';
import {commandNotes} from '../../words/command-notes.ts';
import {wordsIn} from '../../words/words.ts';
import {prepareLocalTool} from './prepare-local.ts';
import {prepareTool} from './prepare-tool.ts';
import type {ToolOutcome} from './carry-out.ts';
import type {ToolChoice, ToolPlan} from './tool-plan.ts';
import {
	formToTool,
	hasBest,
	toolForm,
	type ToolValues,
} from './tool-form.ts';

export type ToolScene = {
	readonly conversation: Conversation;
	/** What the run is read from; its container where it is in one. */
	readonly container?: {readonly engine: Engine; readonly details: ContainerDetails} | undefined;
	readonly target: Target;
	getState(): RunState;
	readonly isTraining: boolean;
	readonly signal: AbortSignal;
	/** What was filled into the form before, by program; remembered from one time to the next. */
	readonly filled: Map<ToolChoice['tool'], ToolValues>;
};

/** What is to be started. */
export type ChosenTool = {
	readonly plan: ToolPlan;
	/** A directory of this machine that the results are copied to. */
	readonly copyTo?: string;
};

/**
Asks for what a val or detect program needs, plans it, shows the plan and asks whether to start it. Undefined when the person wants none
of it.

@throws UserError `target-without-files` for a log file and for standard input, and what the plans throw.
*/
export async function askForTool(scene: ToolScene, tool: ToolChoice['tool']): Promise<ChosenTool | undefined> {
	const {conversation, isTraining, filled} = scene;
	const values = await conversation.fill(toolForm({
		tool, isTraining, hasBest: hasBest(scene.getState()), earlier: filled.get(tool),
	}, conversation.language));
	if (values === undefined) {
		return undefined;
	}

	filled.set(tool, values);
	const {choice, copyTo} = formToTool(tool, values);
	conversation.setActivity(wordsIn(conversation.language).toolScreen.preparing, true);
	const plan = await planTool(scene, choice).finally(() => {
		conversation.setActivity(undefined);
	});
	return confirmTool(scene, plan, copyTo);
}

/** Shows a plan and asks whether to start it; undefined when the person wants none of it, and what they want instead. */
export async function confirmTool(scene: ToolScene, plan: ToolPlan, copyTo: string | undefined): Promise<ChosenTool | undefined> {
	const {conversation} = scene;
	const {language} = conversation;
	const words = wordsIn(language).toolScreen;
	const answer = await conversation.ask({
		title: words.goTitle[plan.tool],
		paragraphs: [...(plan.isBesideTraining ? [wordsIn(language).tool.besideTraining(plan.device ?? 'GPU')] : []), ...commandNotes(plan.shown, language)],
		command: plan.shown.join('\n'),
		choices: [{id: 'go', label: words.go, key: 'y'}, {id: 'settings', label: words.otherSettings, key: 'e'}, {id: 'none', label: words.notNow, key: 'n'}],
		agreed: 'go',
	});
	if (answer === 'settings') {
		return askForTool(scene, plan.tool);
	}

	return answer === 'go' ? {plan, ...(copyTo !== undefined && {copyTo})} : undefined;
}

/**
Plans the program for a container or a run directory of this machine.

@throws UserError `target-without-files` for a log file and for standard input, and what the plans throw.
*/
export async function planTool({container, target, getState, isTraining, signal}: Pick<ToolScene, 'container' | 'target' | 'getState' | 'isTraining' | 'signal'>, choice: ToolChoice): Promise<ToolPlan> {
	if (container !== undefined) {
		return prepareTool(container.engine, container.details, getState(), choice, signal);
	}

	if (target.kind !== 'directory') {
		throw new UserError('target-without-files', {name: target.name});
	}

	return prepareLocalTool(path.resolve(target.path), getState(), choice, {workingDirectory: process.cwd(), isRunning: isTraining});
}

/** Tells what came of a program. `done` says in a sentence what it found; undefined where that was reported before. */
export function tellToolOutcome({exitCode, isCalledOff, lastLines = [], savedAt, savedHere, keptContainer}: ToolOutcome, tool: ToolChoice['tool'], conversation: Conversation, done?: string): void {
	const {language} = conversation;
	const texts = wordsIn(language).tool;
	if (isCalledOff === true) {
		conversation.tell(texts.calledOff(texts.tools[tool]), 'warning', 12_000);
		return;
	}

	if (exitCode !== 0) {
		conversation.show(wordsIn(language).toolScreen.failedTitle[tool], lastLines);
		return;
	}

	const place = savedHere === undefined ? undefined : texts.here(savedHere);
	const kept = keptContainer === undefined || savedAt === undefined ? undefined : texts.keptIn(keptContainer, savedAt);
	const sentences = [done, place ?? (done === undefined ? undefined : savedAt), kept].filter(sentence => sentence !== undefined);
	if (sentences.length > 0) {
		conversation.tell(sentences, 'good', 20_000);
	}
}
