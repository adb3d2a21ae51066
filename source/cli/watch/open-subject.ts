import {createDeferred} from '../../domain/deferred.ts';
import {quoteCommand} from '../../domain/shell-quote.ts';
import {createProcessFeed} from '../../feed/process-feed.ts';
import type {Watch} from '../../watch/watch.ts';
import type {Io} from '../io.ts';
import {openEngine} from '../open-engine.ts';
import type {Options} from '../options/options.ts';
import {containerTarget, resolveTarget, type ResolvedTarget} from '../resolve-target.ts';

/** What is read of a watched training. */
export async function openSubject({subject, end}: Pick<Watch, 'subject' | 'end'>, options: Options, io: Io): Promise<ResolvedTarget> {
	if (subject.kind === 'container') {
		const engine = await openEngine(options, io);
		try {
			return await containerTarget(engine, subject.containerId, options, io, subject.program === undefined ? {} : {runDirectory: subject.program.runDirectory});
		} catch (error) {
			engine.close();
			throw error;
		}
	}

	if (subject.kind === 'job') {
		return resolveTarget({...options, target: subject.name}, io);
	}

	const {command = [], directory, logPath, pid} = subject;
	const feed = createProcessFeed({
		command, logPath, workingDirectory: directory, begin: async () => ({pid, isOfBefore: true, exitCode: end === undefined ? createDeferred<undefined>().promise : Promise.resolve(end.exitCode)}),
	});
	return {feed, process: {name: quoteCommand(command), command, directory}, close: () => undefined};
}
