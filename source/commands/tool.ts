import {mkdir} from 'node:fs/promises';
import {posix} from 'node:path';
import type {Options} from '../config/options.ts';
import {copyOut} from '../control/copy/copy-out.ts';
import {planTool} from '../control/plan-tool.ts';
import {quoteCommand} from '../control/shell-quote.ts';
import {UserError} from '../domain/user-error.ts';
import {createExecFeed} from '../feed/exec-feed.ts';
import {createToolLines} from '../plain/tool-lines.ts';
import {createStore} from '../run/store.ts';
import {resultLines} from '../text/actions.ts';
import {toolTexts} from '../text/tool.ts';
import {stopExitCode, type Io} from './io.ts';
import {actionFormat} from './open-container.ts';
import {createPick} from './pick-container.ts';
import {readRun} from './read-run.ts';
import {resolveTarget} from './resolve-target.ts';

const maxColumns = 100;

/** `yolotop val` and `yolotop detect`: the programs of the run's framework with its weights, in its container. */
export async function tool(options: Options, io: Io): Promise<number> {
	const {language, tool: choice} = options;
	const texts = toolTexts(language);
	const target = await resolveTarget(options, io, {pick: createPick(options, io)});
	try {
		if (target.container === undefined) {
			throw new UserError('target-not-a-container', {name: options.target ?? ''});
		}

		const {engine, details} = target.container;
		const run = await readRun(target.feed, io, {isFollowing: false});
		const plan = await planTool(engine, details, run, {
			tool: options.verb === 'val' ? 'val' : 'detect',
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
		}, io.signal);
		io.stderr.write(`${quoteCommand(plan.command)}\n`);
		if (options.isDryRun) {
			return 0;
		}

		if (plan.isBesideTraining) {
			io.stderr.write(texts.besideTraining(plan.device ?? 'GPU'));
		}

		const store = createStore({...run, toolRun: undefined, exitCode: undefined});
		const lines = createToolLines(language, maxColumns);
		const write = (written: readonly string[]) => {
			io.stdout.write(written.map(line => `${line}\n`).join(''));
		};

		let exitCode: number | undefined;
		/** What the program said last: where it fails, the reason. */
		let lastLines: string[] = [];
		// Ultralytics does not name its program; YOLOv5 says it again with its options.
		store.dispatch([{
			type: 'process-started', tool: plan.tool, framework: {name: plan.framework}, task: plan.task, settings: {},
		}]);
		const exec = await engine.startExec(details.id, {command: plan.command, workingDirectory: plan.workingDirectory}, {signal: io.signal});
		await createExecFeed({
			engine, target: target.feed.target, exec, hasTerminal: false,
		}).run(batch => {
			store.dispatch(batch.events);
			lastLines = [...lastLines, ...batch.lines.filter(({isTransient, text}) => !isTransient && text !== '').map(({text}) => text)].slice(-8);
			exitCode = batch.events.findLast(event => event.type === 'process-exited')?.exitCode ?? exitCode;
			write(lines.push(batch.events));
		}, {signal: io.signal, isFollowing: true});
		const state = store.getState();
		write(lines.end(state));
		if (exitCode !== 0) {
			io.stderr.write(lastLines.map(line => `${line}\n`).join(''));
			return 3;
		}

		const saved = state.toolRun?.savedTo;
		if (saved !== undefined && choice.copyTo !== undefined) {
			await mkdir(choice.copyTo, {recursive: true}).catch(() => undefined);
			const result = await copyOut({
				engine, container: details, source: posix.resolve(plan.workingDirectory, saved), destination: choice.copyTo, signal: io.signal,
			});
			io.stderr.write(resultLines(result, language, actionFormat(language)).map(line => `${line}\n`).join(''));
		}

		return 0;
	} catch (error) {
		const stopped = stopExitCode(io);
		if (stopped !== undefined) {
			return stopped;
		}

		throw error;
	} finally {
		target.close();
	}
}
