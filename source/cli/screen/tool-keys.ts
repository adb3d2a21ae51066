import type {ActionJournal} from '../../actions/action-journal.ts';
import {performAction} from '../../actions/perform-action.ts';
import {tellFailure} from '../../actions/tell-failure.ts';
import type {ChosenTool} from '../../actions/tool/ask-for-tool.ts';
import type {ToolChoice} from '../../actions/tool/tool-plan.ts';
import type {ToolValues} from '../../actions/tool/tool-form.ts';
import {figuresText, foundText} from '../../screen/tool/tool-words.ts';
import type {ToolRun} from '../../domain/tool-run.ts';
import type {Io} from '../io.ts';
import {toolPlaceOf} from '../local-process.ts';
import {lookedAtText} from '../../words/tool.ts';
import {type Language, wordsIn} from '../../words/words.ts';
import type {Scene} from './action-scene.ts';
import type {MonitoredRun} from './monitored-run.ts';

/** What the keys for val and detect work with. */
export type ToolKeyScene = Pick<Scene, 'run' | 'conversation' | 'dialogs'> & {
	readonly isTraining: boolean;
	readonly trigger: string;
};

export type ToolKeys = {
	/** The key of a program: asks and starts it, or shows what runs. Rejects where it cannot be planned. */
	press(tool: ToolChoice['tool'], scene: ToolKeyScene): Promise<void>;
	/** Calls off what runs; false when nothing does. */
	cancel(): boolean;
	isRunning(): boolean;
	/** Lets what runs go on without yolotop, and gives a sentence about it. */
	leave(): Promise<string | undefined>;
};

/** A program that was started and has not ended. */
type Running = {
	readonly tool: ToolChoice['tool'];
	readonly name: string;
	readonly language: Language;
	readonly callOff: AbortController;
	readonly leave: AbortController;
	readonly done: Promise<void>;
};

const nameOf = (run: MonitoredRun): string => run.target().container?.details.name ?? run.target().feed.target.name;

type ToolKeyParts = {readonly journal: ActionJournal; readonly isReadOnly: boolean};

type CarryOutParts = ToolKeyParts & {readonly io: Io; readonly signal: AbortSignal; readonly leaveSignal: AbortSignal; readonly onEnd: () => void};

/** Starts val and detect beside the run on the screen, one at a time, and lets it show what they print. */
export function createToolKeys(parts: ToolKeyParts, io: Io): ToolKeys {
	let running: Running | undefined;
	const filled = new Map<ToolChoice['tool'], ToolValues>();

	async function begin(tool: ToolChoice['tool'], scene: ToolKeyScene): Promise<void> {
		const {run, conversation, isTraining} = scene;
		const {container, feed: {target}} = run.target();
		const {askForTool} = await import('../../actions/tool/ask-for-tool.ts');
		const chosen = await askForTool({
			conversation, container, target, getState: run.store.getState, isTraining, signal: io.signal, filled,
		}, tool);
		if (chosen !== undefined && running === undefined) {
			start(chosen, scene);
		}
	}

	function start(chosen: ChosenTool, scene: ToolKeyScene): void {
		const {run, conversation} = scene;
		const {plan} = chosen;
		const [callOff, leave] = [new AbortController(), new AbortController()];
		run.store.dispatch([{
			type: 'tool-printed',
			event: {
				type: 'process-started', tool: plan.tool, framework: {name: plan.framework}, task: plan.task, settings: {},
			},
		}]);
		conversation.tell(wordsIn(conversation.language).toolScreen.started[plan.tool], 'good', 8000);
		running = {
			tool: plan.tool, name: nameOf(run), language: conversation.language, callOff, leave, done: carryOut(chosen, scene, {
				...parts, io, signal: callOff.signal, leaveSignal: leave.signal, onEnd() {
					running = undefined;
				},
			}),
		};
	}

	return {
		async press(tool, scene) {
			if (running !== undefined) {
				await askAboutRunning(running, scene);
				return;
			}

			const answer = await askAboutLast(tool, scene);
			if (answer === 'show') {
				scene.dialogs.showPane('tool');
			} else if (answer === 'again') {
				await begin(tool, scene);
			}
		},
		cancel() {
			running?.callOff.abort();
			return running !== undefined;
		},
		isRunning: () => running !== undefined,
		async leave() {
			if (running === undefined) {
				return undefined;
			}

			const {tool, name, language, leave, done} = running;
			leave.abort();
			await done;
			return wordsIn(language).toolScreen.goesOn[tool](name);
		},
	};
}

/** What a program has found, in a sentence. */
function describeDone(toolRun: ToolRun, language: Language): string {
	const words = wordsIn(language).toolScreen;
	return toolRun.tool === 'val' ? words.done.val(figuresText(toolRun)) : words.done.detect(lookedAtText(toolRun, language), foundText(toolRun.objects, language));
}

async function askAboutRunning({tool, callOff}: Running, {conversation, dialogs}: ToolKeyScene): Promise<void> {
	const words = wordsIn(conversation.language).toolScreen;
	const answer = await conversation.ask({
		title: words.runningTitle[tool],
		paragraphs: [],
		choices: [{id: 'show', label: words.show, key: 's'}, {id: 'go', label: words.goOn, key: 'g'}, {
			id: 'off', label: words.callOff, key: 'x', loss: words.callOffLoses,
		}],
	});
	if (answer === 'show') {
		dialogs.showPane('tool');
	} else if (answer === 'off') {
		callOff.abort();
	}
}

/** Of a program that has ended, what came of it may be looked at instead. */
async function askAboutLast(tool: ToolChoice['tool'], {run, conversation}: ToolKeyScene): Promise<string | undefined> {
	const last = run.store.getState().toolRun;
	const words = wordsIn(conversation.language).toolScreen;
	return last?.tool === tool && last.end !== undefined
		? conversation.ask({
			title: words.lastTitle[tool],
			paragraphs: [],
			choices: [{id: 'show', label: words.show, key: 's'}, {id: 'again', label: words.again, key: 'a'}],
		})
		: 'again';
}

/** Starts a program and lets the run show what it prints; `onEnd` comes before what came of it is reported. Never rejects. */
async function carryOut({plan, copyTo}: ChosenTool, {run, conversation, trigger}: ToolKeyScene, {journal, isReadOnly, io, signal, leaveSignal, onEnd}: CarryOutParts): Promise<void> {
	try {
		const [{carryOutTool}, {tellToolOutcome}] = await Promise.all([import('../../actions/tool/carry-out.ts'), import('../../actions/tool/ask-for-tool.ts')]);
		const outcome = await carryOutTool({
			plan,
			place: run.target().container?.engine ?? toolPlaceOf(io),
			copyTo,
			perform: async work => performAction({
				journal, target: nameOf(run), now: io.now, isReadOnly,
			}, {trigger, signal}, work),
			signal,
			leaveSignal,
			onOutput(events) {
				run.store.dispatch(events.map(event => ({type: 'tool-printed', event, ...(event.at !== undefined && {at: event.at})})));
			},
		});
		onEnd();
		run.store.dispatch([{type: 'tool-exited', end: outcome, at: io.now()}]);
		const {toolRun} = run.store.getState();
		if (toolRun !== undefined && !leaveSignal.aborted) {
			tellToolOutcome(outcome, plan.tool, conversation, describeDone(toolRun, conversation.language));
		}
	} catch (error) {
		onEnd();
		run.store.dispatch([{type: 'tool-exited', end: {}, at: io.now()}]);
		await tellFailure(error, conversation);
	}
}
