import path from 'node:path';
import process from 'node:process';
import type {Options} from '../options/options.ts';
import type {RunState} from '../../domain/run.ts';
import {UserError} from '../../domain/user-error.ts';
import {prepareLocalTool} from '../../actions/tool/prepare-local.ts';
import {prepareTool} from '../../actions/tool/prepare.ts';
import type {ToolChoice, ToolPlan} from '../../actions/tool/plan.ts';
import {createToolLines} from '../../plain/tool-lines.ts';
import {createStore} from '../../run/store.ts';
import {commandNotes} from '../../text/command-notes.ts';
import {toolTexts} from '../../text/tool.ts';
import {carryOutTool, type ToolOutcome} from '../carry-out-tool.ts';
import {stopExitCode, type Io} from '../io.ts';
import {openJournal} from '../open-journal.ts';
import {createPick} from '../pick-container.ts';
import {readRun} from '../read-run.ts';
import {resolveTarget, type ResolvedTarget} from '../resolve-target.ts';

const maxColumns = 100;

/** `yolotop val` and `yolotop detect`: the programs of the run's framework with its weights, in its container or on this machine. */
export async function tool(options: Options, io: Io): Promise<number> {
	const {language, copyTo} = options;
	const texts = toolTexts(language);
	const target = await resolveTarget(options, io, {pick: createPick(options, io)});
	const {journal, close: closeJournal} = openJournal(io);
	try {
		const run = await readRun(target.feed, io, {isFollowing: false});
		const plan = await planTool(target, run, toChoice(options), io);
		io.stderr.write([...commandNotes(plan.shown, language).map(note => `# ${note}`), ...plan.shown].map(line => `${line}\n`).join(''));
		if (options.isDryRun) {
			return 0;
		}

		if (plan.isBesideTraining) {
			io.stderr.write(`${texts.besideTraining(plan.device ?? 'GPU')} ${texts.otherDevice}\n`);
		}

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
		io.stderr.write(toolTexts(language).starting(toolTexts(language).tools[plan.tool]));
		const outcome = await carryOutTool({
			plan,
			container: target.container,
			name: target.container?.details.name ?? options.target ?? '',
			copyTo,
			journal,
			trigger: `yolotop ${options.verb}`,
			isReadOnly: options.isReadOnly,
			signal: io.signal,
			onOutput(events) {
				store.dispatch(events.map(event => ({type: 'tool-printed', event})));
				write(lines.push(events));
			},
		}, io);
		write(lines.end(store.getState()));
		return tellOutcome(outcome, plan, options, io);
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

/**
Plans the program for a container or a run directory of this machine.

@throws UserError `target-without-files` for a log file and for standard input, and what the plans throw.
*/
export async function planTool({container, feed: {target}}: ResolvedTarget, run: RunState, choice: ToolChoice, io: Pick<Io, 'signal'>): Promise<ToolPlan> {
	if (container !== undefined) {
		return prepareTool(container.engine, container.details, run, choice, io.signal);
	}

	if (target.kind !== 'directory') {
		throw new UserError('target-without-files', {name: target.name});
	}

	return prepareLocalTool(path.resolve(target.path), run, choice, process.cwd());
}

function tellOutcome({exitCode, isCalledOff, lastLines = [], savedAt, savedHere, keptContainer}: ToolOutcome, {tool: name}: ToolPlan, {language}: Options, io: Io): number {
	const texts = toolTexts(language);
	const say = (line: string) => {
		io.stderr.write(`${line}\n`);
	};

	if (isCalledOff === true) {
		say(texts.calledOff(texts.tools[name]));
		return stopExitCode(io) ?? 1;
	}

	if (exitCode !== 0) {
		say(lastLines.join('\n'));
		return 3;
	}

	if (savedHere !== undefined) {
		say(texts.here(savedHere));
	}

	if (savedAt !== undefined && keptContainer !== undefined) {
		say(texts.keptIn(keptContainer, savedAt));
	}

	return 0;
}
