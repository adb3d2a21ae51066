import type {Options} from '../options/options.ts';
import type {DiagnosisEvent} from '../../checks/diagnosis.ts';
import type {RunEvent} from '../../domain/event.ts';
import {eventToJson} from '../../plain/event-json.ts';
import {createDiagnosing} from '../diagnosing.ts';
import type {Io} from '../io.ts';
import {readRun, runExitCode} from '../read-run.ts';
import {resolveTarget} from '../resolve-target.ts';
import {watchMachine} from '../watch-machine.ts';

/**
`yolotop events`: one JSON object per event and line, from the beginning of what the target holds, then live. What the rules find
comes between, always in English.
*/
export async function events(options: Options, io: Io): Promise<number> {
	const target = await resolveTarget(options, io);
	let runDirectory: string | undefined;
	const machine = watchMachine(target, io, () => runDirectory);
	const diagnosing = createDiagnosing({language: 'en', ...machine});
	const write = (list: ReadonlyArray<RunEvent | DiagnosisEvent>) => {
		for (const event of list) {
			io.stdout.writeJson(eventToJson(event));
		}
	};

	try {
		const state = await readRun(target.feed, io, {
			isFollowing: true,
			onBatch(batch, current) {
				runDirectory = current.locatedRunDirectory;
				write(batch.events);
				write(diagnosing.changes(current, io.now(), batch.events));
			},
			onTick(current) {
				write(diagnosing.changes(current, io.now()));
			},
		});
		write(diagnosing.changes(state, io.now()));
		return runExitCode(state, io);
	} finally {
		await machine.stop();
		target.close();
	}
}
