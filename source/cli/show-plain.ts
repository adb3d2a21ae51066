import type {RunEvent} from '../domain/event.ts';
import type {RunState} from '../domain/run.ts';
import {createPlainLines} from '../plain/plain-lines.ts';
import type {Options} from './options/options.ts';
import {createDiagnosing} from './diagnosing.ts';
import type {Io} from './io.ts';
import {readRun, runExitCode} from './read-run.ts';
import type {ResolvedTarget} from './resolve-target.ts';
import {watchMachine} from './watch-machine.ts';

/** Shows a run as plain lines on standard output until it is over, with what the rules find between them. */
export async function showPlain(target: ResolvedTarget, {language}: Options, io: Io): Promise<number> {
	const plainLines = createPlainLines(language);
	let runDirectory: string | undefined;
	const machine = watchMachine(target, io, () => runDirectory);
	const diagnosing = createDiagnosing({language, ...machine});
	const write = (lines: readonly string[]) => {
		if (lines.length > 0) {
			io.stdout.write(`${lines.join('\n')}\n`);
		}
	};

	const diagnose = (state: RunState, events?: readonly RunEvent[]) => plainLines.diagnose(diagnosing
		.changes(state, io.now(), events)
		.flatMap(event => event.type === 'diagnosis-began' ? [event.diagnosis] : []));

	try {
		const state = await readRun(target.feed, io, {
			isFollowing: true,
			onBatch({events}, current) {
				runDirectory = current.locatedRunDirectory;
				write([...plainLines.push(events, current, io.now()), ...diagnose(current, events)]);
			},
			onTick(current) {
				write(diagnose(current));
			},
		});
		write([...plainLines.end(state, io.now()), ...diagnose(state)]);
		return runExitCode(state, io);
	} finally {
		await machine.stop();
	}
}
