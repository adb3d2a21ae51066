import type {ActionJournal} from '../../actions/action-journal.ts';
import type {ToolRun} from '../../domain/tool-run.ts';
import type {ToolChoice, ToolPlan} from '../../actions/tool/plan.ts';
import type {Language} from '../../text/language.ts';
import {toolScreenWords} from '../../text/tool-screen.ts';
import {commandNotes} from '../../text/command-notes.ts';
import {lookedAtText, toolTexts} from '../../text/tool.ts';
import type {Dialogs} from '../../screen/overlays/dialogs.ts';
import {figuresText, foundText} from '../../screen/tool/tool-words.ts';
import type {ToolOutcome} from '../carry-out-tool.ts';
import type {Io} from '../io.ts';
import {tellFailure} from './action-runner.ts';
import type {MonitoredRun} from './monitored-run.ts';
import {
	formToTool,
	hasBest,
	toolForm,
	type ToolValues,
} from './tool-form.ts';

/** What the keys for val and detect work with. */
export type ToolScene = {
	readonly run: MonitoredRun;
	readonly language: Language;
	readonly dialogs: Dialogs;
	readonly isTraining: boolean;
	readonly trigger: string;
};

export type ToolKeys = {
	/** The key of a program: asks and starts it, or shows what runs. Rejects where it cannot be planned. */
	press(tool: ToolChoice['tool'], scene: ToolScene): Promise<void>;
	/** Calls off what runs; false when nothing does. */
	cancel(): boolean;
	isRunning(): boolean;
	/** Lets what runs go on without yolotop, and gives a sentence about it. */
	leave(): Promise<string | undefined>;
};

/** A program that was started and has not ended. */
type Present = {
	readonly tool: ToolChoice['tool'];
	readonly run: MonitoredRun;
	readonly name: string;
	readonly language: Language;
	readonly callOff: AbortController;
	readonly leave: AbortController;
	readonly done: Promise<void>;
};

/** Starts val and detect beside the run on the screen, one at a time, and lets it show what they print. */
export function createToolKeys({journal, isReadOnly}: {readonly journal: ActionJournal; readonly isReadOnly: boolean}, io: Io): ToolKeys {
	let present: Present | undefined;
	const filled = new Map<ToolChoice['tool'], ToolValues>();

	async function begin(tool: ToolChoice['tool'], scene: ToolScene): Promise<void> {
		const {run, language, dialogs, isTraining} = scene;
		const words = toolScreenWords(language);
		const values = await dialogs.fill(toolForm({
			tool, isTraining, hasBest: hasBest(run.store.getState()), earlier: filled.get(tool),
		}, language));
		if (values === undefined) {
			return;
		}

		filled.set(tool, values);
		const {choice, copyTo} = formToTool(tool, values);
		dialogs.setActivity(words.preparing, true);
		let plan: ToolPlan;
		try {
			const {planTool} = await import('../verbs/tool.ts');
			plan = await planTool(run.target(), run.store.getState(), choice, io);
		} finally {
			dialogs.setActivity(undefined);
		}

		const answer = await dialogs.ask({
			title: words.goTitle[tool],
			paragraphs: [...(plan.isBesideTraining ? [toolTexts(language).besideTraining(plan.device ?? 'GPU')] : []), ...commandNotes(plan.shown, language)],
			command: plan.shown.join('\n'),
			choices: [{id: 'go', label: words.go, key: 'y'}, {id: 'settings', label: words.otherSettings, key: 'e'}, {id: 'none', label: words.notNow, key: 'n'}],
		});
		if (answer === 'settings') {
			await begin(tool, scene);
		} else if (answer === 'go' && present === undefined) {
			start(plan, copyTo, scene);
		}
	}

	function start(plan: ToolPlan, copyTo: string | undefined, scene: ToolScene): void {
		const {run, language, dialogs} = scene;
		const [callOff, leave] = [new AbortController(), new AbortController()];
		const {container, feed} = run.target();
		const name = container?.details.name ?? feed.target.name;
		run.store.dispatch([{
			type: 'tool-printed',
			event: {
				type: 'process-started', tool: plan.tool, framework: {name: plan.framework}, task: plan.task, settings: {},
			},
		}]);
		dialogs.tell(toolScreenWords(language).started[plan.tool], 'good', 8000);
		const work = async () => {
			try {
				const {carryOutTool} = await import('../carry-out-tool.ts');
				const outcome = await carryOutTool({
					plan,
					container,
					name,
					copyTo,
					journal,
					trigger: scene.trigger,
					isReadOnly,
					signal: callOff.signal,
					leaveSignal: leave.signal,
					onOutput(events) {
						run.store.dispatch(events.map(event => ({type: 'tool-printed', event, ...(event.at !== undefined && {at: event.at})})));
					},
				}, io);
				present = undefined;
				run.store.dispatch([{type: 'tool-exited', end: outcome, at: io.now()}]);
				if (!leave.signal.aborted) {
					tellOutcome(outcome, run.store.getState().toolRun, scene);
				}
			} catch (error) {
				present = undefined;
				run.store.dispatch([{type: 'tool-exited', end: {}, at: io.now()}]);
				await tellFailure(error, language, dialogs);
			}
		};

		present = {
			tool: plan.tool, run, name, language, callOff, leave, done: work(),
		};
	}

	async function askAboutPresent({tool, callOff}: Present, {language, dialogs}: ToolScene): Promise<void> {
		const words = toolScreenWords(language);
		const answer = await dialogs.ask({
			title: words.runningTitle[tool],
			paragraphs: [],
			choices: [{id: 'show', label: words.show, key: 's'}, {id: 'go', label: words.goOn, key: 'g'}, {
				id: 'off', label: words.callOff, key: 'x', isDanger: true,
			}],
		});
		if (answer === 'show') {
			dialogs.showPane('tool');
		} else if (answer === 'off') {
			callOff.abort();
		}
	}

	return {
		async press(tool, scene) {
			const {run, language, dialogs} = scene;
			if (present !== undefined) {
				await askAboutPresent(present, scene);
				return;
			}

			const last = run.store.getState().toolRun;
			const words = toolScreenWords(language);
			const answer = last?.tool === tool && last.end !== undefined
				? await dialogs.ask({
					title: words.lastTitle[tool],
					paragraphs: [],
					choices: [{id: 'show', label: words.show, key: 's'}, {id: 'again', label: words.again, key: 'a'}],
				})
				: 'again';
			if (answer === 'show') {
				dialogs.showPane('tool');
			} else if (answer === 'again') {
				await begin(tool, scene);
			}
		},
		cancel() {
			present?.callOff.abort();
			return present !== undefined;
		},
		isRunning: () => present !== undefined,
		async leave() {
			if (present === undefined) {
				return undefined;
			}

			const {tool, name, language, leave, done} = present;
			leave.abort();
			await done;
			return toolScreenWords(language).goesOn[tool](name);
		},
	};
}

/** What came of it, in the last row; what failed in a text to be read. */
function tellOutcome(outcome: ToolOutcome, toolRun: ToolRun | undefined, {language, dialogs}: ToolScene): void {
	if (toolRun === undefined) {
		return;
	}

	const words = toolScreenWords(language);
	const texts = toolTexts(language);
	const {tool, objects} = toolRun;
	if (outcome.isCalledOff === true) {
		dialogs.tell(texts.calledOff(texts.tools[tool]), 'warning', 12_000);
		return;
	}

	if (outcome.exitCode !== 0) {
		dialogs.show(words.failedTitle[tool === 'val' ? 'val' : 'detect'], outcome.lastLines ?? []);
		return;
	}

	const place = outcome.savedHere === undefined ? outcome.savedAt : texts.here(outcome.savedHere);
	const kept = outcome.keptContainer === undefined ? [] : [texts.keptIn(outcome.keptContainer, outcome.savedAt ?? '')];
	const done = tool === 'val' ? words.done.val(figuresText(toolRun)) : words.done.detect(lookedAtText(toolRun, language), foundText(objects, language));
	dialogs.tell([done, ...(place === undefined ? [] : [place]), ...kept].join('  '), 'good', 20_000);
}
