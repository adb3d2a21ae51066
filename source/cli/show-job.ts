import type {ActionJournal} from '../actions/action-journal.ts';
import {wordsIn} from '../words/words.ts';
import type {BegunJob} from './job-backend.ts';
import type {Io} from './io.ts';
import type {Options} from './options/options.ts';
import {resolveTarget} from './resolve-target.ts';
import {isScreenWanted, showRun} from './show-run.ts';

/** Says which job was submitted, and shows it where there is a screen: it may wait for hours, so nothing else waits with it. */
export async function showJob({name, after}: BegunJob, journal: ActionJournal, options: Options, io: Io): Promise<number> {
	const {jobs} = wordsIn(options.language);
	io.stderr.write(after === undefined ? jobs.submitted(name) : jobs.submittedAfter(name, after));
	if (options.isJson) {
		io.stdout.writeJson({schema: 1, job: name, after: after ?? null}, 2);
	}

	if (after !== undefined || !isScreenWanted(options, io)) {
		return 0;
	}

	const target = await resolveTarget({...options, target: name}, io, {isOnScreen: true});
	return showRun({...target, journal}, options, io);
}
