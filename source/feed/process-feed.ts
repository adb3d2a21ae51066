import process from 'node:process';
import {setImmediate} from 'node:timers/promises';
import {parseTrainingCommand} from '../training/command-line.ts';
import type {Feed} from '../domain/feed.ts';
import {quoteCommand} from '../domain/shell-quote.ts';
import {beginChild, type ProcessPlan} from './begin-child.ts';
import {followFile} from './follow-file.ts';
import {withProbeRecords} from './probe-watch.ts';
import {toSeenProcess} from './seen-process.ts';
import {deliverPieces} from './text-pieces.ts';

/** A plain process and what it prints into its log. Aborting only stops the reading. */
export function createProcessFeed({begin = beginChild, ...plan}: ProcessPlan): Feed {
	const {command, logPath, workingDirectory} = plan;
	const training = parseTrainingCommand(command);
	const name = quoteCommand(command);
	return {
		target: {kind: 'process', name, command},
		async run(listener, {signal, isFollowing}) {
			const ended = new AbortController();
			let exitCode: number | undefined;
			const begun = await begin(plan);
			const end = (async () => {
				exitCode = await begun.exitCode;
				ended.abort();
			})();
			if (!isFollowing) {
				// Of a process that was begun before an end that is known is told, and none is waited for.
				await (begun.isOfBefore === true ? setImmediate() : end);
			}

			const pieces = followFile(logPath, {signal, isFollowing, endSignal: ended.signal});
			await withProbeRecords(listener, {workingDirectory: workingDirectory ?? process.cwd(), isMeant: plan.environment?.YOLOTOP_PROBE !== undefined}, async next => deliverPieces(pieces, next, {
				target: {
					kind: 'process', name, command, ...(begun.pid !== undefined && {pid: begun.pid}),
				},
				name,
				signal,
				canBeEmpty: true,
				openingEvents: training === undefined ? [] : [{type: 'process-seen', process: toSeenProcess(training, Date.now())}],
				closingEvents: () => ended.signal.aborted
					? [
						...(exitCode === undefined ? [] : [{type: 'process-exited' as const, exitCode, at: Date.now()}]),
						{type: 'connection-changed', connection: {kind: 'ended'}},
					]
					: [],
			}));
		},
	};
}
