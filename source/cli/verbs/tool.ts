import path from 'node:path';
import type {Options} from '../options/options.ts';
import type {ActionJournal} from '../../actions/action-journal.ts';
import {performAction} from '../../actions/perform-action.ts';
import {
	confirmTool,
	planTool,
	tellToolOutcome,
	type ToolScene,
} from '../../actions/tool/ask-for-tool.ts';
import {carryOutTool} from '../../actions/tool/carry-out.ts';
import type {ToolChoice, ToolPlan} from '../../actions/tool/tool-plan.ts';
import type {Conversation} from '../../conversation/conversation.ts';
import type {RunState} from '../../domain/run.ts';
import {createToolLines} from '../../plain/plain-tool-lines.ts';
import {createStore} from '../../run/store.ts';
import {converse} from '../converse.ts';
import {stopExitCode, type Io} from '../io.ts';
import {toolPlaceOf} from '../local-process.ts';
import {openJournal} from '../open-journal.ts';
import {isDirectoryWritten} from '../current-writer.ts';
import {createPick} from '../pick-container.ts';
import {readRun} from '../read-run.ts';
import {resolveTarget, type ResolvedTarget} from '../resolve-target.ts';
import {commandNotes} from '../../words/command-notes.ts';
import {wordsIn} from '../../words/words.ts';

const maxColumns = 100;

/** Whether a run directory of this machine has a training that goes on here, by a process or in a container; of a container that is found out with the plan. */
async function isTrainedHere({feed: {target}}: ResolvedTarget, options: Options, io: Io): Promise<boolean> {
	return target.kind === 'directory' && await isDirectoryWritten(path.resolve(target.path), options, io) === true;
}

/** `yolotop val` and `yolotop detect`: the programs of the run's framework with its weights, in its container or on this machine. */
export async function tool(options: Options, io: Io): Promise<number> {
	const {language, copyTo} = options;
	const texts = wordsIn(language).tool;
	const target = await resolveTarget(options, io, {pick: createPick(options, io)});
	const {journal, close: closeJournal} = openJournal(io);
	try {
		const run = await readRun(target.feed, io, {isFollowing: false});
		const conversation = converse(options, io);
		const scene: ToolScene = {
			conversation, container: target.container, target: target.feed.target, getState: () => run, isTraining: await isTrainedHere(target, options, io), signal: io.signal, filled: new Map(),
		};
		const plan = await planTool(scene, toChoice(options));
		// Beside a training it can cost memory that the training needs.
		const isAsked = plan.isBesideTraining && conversation.consent === 'asked' && !options.isDryRun;
		if (!isAsked) {
			io.stderr.write([...commandNotes(plan.shown, language).map(note => `# ${note}`), ...plan.shown].map(line => `${line}\n`).join(''));
		}

		if (options.isDryRun) {
			return 0;
		}

		if (!isAsked && plan.isBesideTraining) {
			io.stderr.write(`${texts.besideTraining(plan.device ?? 'GPU')} ${texts.otherDevice}\n`);
		}

		const chosen = isAsked ? await confirmTool({...scene, isTraining: true}, plan, copyTo) : {plan, copyTo};
		if (chosen === undefined) {
			conversation.tell(wordsIn(language).command.notDone);
			return 0;
		}

		return await carryOut({plan: chosen.plan, copyTo: chosen.copyTo}, {
			target, run, journal, conversation,
		}, options, io);
	} catch (error) {
		const stopped = stopExitCode(io);
		if (stopped !== undefined) {
			return stopped;
		}

		throw error;
	} finally {
		closeJournal();
		target.close();
	}
}

type ToolRunning = {readonly target: ResolvedTarget; readonly run: RunState; readonly journal: ActionJournal; readonly conversation: Conversation};

/** Runs what was chosen, and prints what it finds as it comes. */
async function carryOut({plan, copyTo}: {readonly plan: ToolPlan; readonly copyTo: string | undefined}, {target, run, journal, conversation}: ToolRunning, options: Options, io: Io): Promise<number> {
	const {language, isReadOnly} = options;
	const store = createStore({...run, toolRun: undefined, exitCode: undefined});
	const lines = createToolLines(language, maxColumns);
	const write = (written: readonly string[]) => {
		io.stdout.write(written.map(line => `${line}\n`).join(''));
	};

	// Ultralytics does not name its program; YOLOv5 says it again with its options.
	const begun = {
		type: 'process-started', tool: plan.tool, framework: {name: plan.framework}, task: plan.task, settings: {},
	} as const;
	store.dispatch([{type: 'tool-printed', event: begun}]);
	// Loading takes minutes without a line on some machines.
	io.stderr.write(wordsIn(language).tool.starting(wordsIn(language).tool.tools[plan.tool]));
	const outcome = await carryOutTool({
		plan,
		place: target.container?.engine ?? toolPlaceOf(io),
		copyTo,
		perform: async work => performAction({
			journal, target: target.container?.details.name ?? options.target ?? '', now: io.now, isReadOnly,
		}, {trigger: `yolotop ${options.verb}`, signal: io.signal}, work),
		signal: io.signal,
		onOutput(events) {
			store.dispatch(events.map(event => ({type: 'tool-printed', event})));
			write(lines.push(events));
		},
	});
	write(lines.end(store.getState()));
	tellToolOutcome(outcome, plan.tool, conversation);
	if (outcome.isCalledOff === true) {
		return stopExitCode(io) ?? 1;
	}

	return outcome.exitCode === 0 ? 0 : 3;
}

function toChoice({verb, ...choice}: Options): ToolChoice {
	return {
		tool: verb === 'val' ? 'val' : 'detect',
		checkpoint: choice.checkpoint,
		source: choice.source,
		savesText: choice.savesText,
		savesConfidence: choice.savesConfidence,
		savesCrops: choice.savesCrops,
		videoStride: choice.vidStride,
		confidence: choice.conf,
		batchSize: choice.batchSize,
		...(choice.imageSize !== undefined && {imageSize: String(choice.imageSize)}),
		device: choice.device,
	};
}
